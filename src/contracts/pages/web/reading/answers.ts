/** The answers of the quiz form. Pure. */
import type { GivenAnswer } from '../../../../rules/reading/score.ts';
import type { OpenQuestion } from '../../../../store/reading/questions.ts';

const PREFIX = 'question_';
const MAX_SECONDS = 3600;

/** The name of the form field of a question. */
export function fieldOf(questionId: string): string {
  return PREFIX + questionId;
}

/** Reads the chosen options of the questions. An invalid option number counts as no answer. */
export function answersIn(values: Record<string, string>, questions: OpenQuestion[]): GivenAnswer[] {
  return questions.flatMap(({ id, options }) => {
    const value = values[fieldOf(id)];
    const isOption = value !== undefined && /^\d{1,3}$/.test(value) && Number(value) < options.length;
    return isOption ? [{ questionId: id, selectedOptionIndex: Number(value) }] : [];
  });
}

/** The ids of the questions without an answer. */
export function missingAnswers(questions: OpenQuestion[], answers: GivenAnswer[]): string[] {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  return questions.filter(({ id }) => !answered.has(id)).map(({ id }) => id);
}

/** The seconds since the page was opened, at most one hour, because the browser can send any time. */
export function secondsSpent(openedAt: string | undefined, nowMs: number): number {
  const seconds = Math.round((nowMs - Number(openedAt)) / 1000);
  return Number.isFinite(seconds) ? Math.min(MAX_SECONDS, Math.max(0, seconds)) : 0;
}
