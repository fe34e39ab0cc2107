/** Marks the answers of a reader and computes the score. Pure. */

export interface MarkableQuestion {
  id: string;
  correctAnswerIndex: number;
  explanation: string;
}

export interface GivenAnswer {
  questionId: string;
  selectedOptionIndex: number;
}

export interface MarkedAnswer {
  questionId: string;
  isCorrect: boolean;
  correctAnswerIndex: number;
  explanation: string;
}

export interface Marking {
  /** Whole percent, rounded down. */
  score: number;
  /** Whether every question has an answer, correct or not. True for a passage without questions. */
  isCompleted: boolean;
  /** One entry per question, in the order of the questions. */
  answers: MarkedAnswer[];
}

/**
 * Marks every question. A question without an answer counts as wrong. If a question has several answers, the last
 * counts.
 */
export function markAnswers(questions: MarkableQuestion[], given: GivenAnswer[]): Marking {
  const chosen = new Map(given.map((answer) => [answer.questionId, answer.selectedOptionIndex]));
  const answers = questions.map(({ id, correctAnswerIndex, explanation }) => ({
    questionId: id,
    isCorrect: chosen.get(id) === correctAnswerIndex,
    correctAnswerIndex,
    explanation,
  }));
  const correct = answers.filter(({ isCorrect }) => isCorrect).length;
  return {
    score: scoreOf(correct, questions.length),
    isCompleted: questions.every(({ id }) => chosen.has(id)),
    answers,
  };
}

/** The score in whole percent, rounded down; 0 for a passage without questions. */
export function scoreOf(correct: number, total: number): number {
  return total === 0 ? 0 : Math.floor((100 * correct) / total);
}
