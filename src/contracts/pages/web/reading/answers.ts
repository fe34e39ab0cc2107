/** Names the fields of the quiz form, and reads the answers and the time spent from their values. Pure. */
import type { GivenAnswer } from '../../../../rules/reading/score.ts';
import type { OpenQuestion } from '../../../../store/reading/questions.ts';

const FIELD_PREFIX = 'question_';
const MAX_SECONDS_SPENT = 3600;

/** The name of the form field with the answer to a question. */
export function answerFieldName(questionId: string): string {
  return FIELD_PREFIX + questionId;
}

/** Returns the chosen option of each answered question. An invalid option number counts as no answer. */
export function sentAnswers(values: Record<string, string>, questions: OpenQuestion[]): GivenAnswer[] {
  return questions.flatMap(({ id, options }) => {
    const value = values[answerFieldName(id)];
    const isOption = value !== undefined && /^\d{1,3}$/.test(value) && Number(value) < options.length;
    return isOption ? [{ questionId: id, selectedOptionIndex: Number(value) }] : [];
  });
}

/** The ids of the questions without an answer. */
export function unansweredIds(questions: OpenQuestion[], answers: GivenAnswer[]): string[] {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  return questions.filter(({ id }) => !answered.has(id)).map(({ id }) => id);
}

/**
 * Returns the seconds since the page was opened. `openedAt` is a Unix time in milliseconds. The browser can send any
 * time, so the result is at most one hour. The result is 0 for a missing time, for a text that `Number` does not
 * convert to a finite number, and for a time in the future.
 */
export function secondsSpent(openedAt: string | undefined, nowMs: number): number {
  const seconds = Math.round((nowMs - Number(openedAt)) / 1000);
  return Number.isFinite(seconds) ? Math.min(MAX_SECONDS_SPENT, Math.max(0, seconds)) : 0;
}
