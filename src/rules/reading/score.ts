/** Marking a reader's answers. Pure. */

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
  /** Every question was answered, rightly or not. */
  isCompleted: boolean;
  /** One for each question, in their order. */
  answers: MarkedAnswer[];
}

/** Marks every question; one without an answer is wrong. */
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

/** Whole percent, rounded down; where nothing is asked, nothing is earned. */
export function scoreOf(correct: number, total: number): number {
  return total === 0 ? 0 : Math.floor((100 * correct) / total);
}
