/** Passages and progress as v1 returns them, and the URL of the page about premium access. */
import type { Context } from 'hono';
import type { Progress } from '../../../core/reading/read-progress.ts';
import type { WrittenPassage } from '../../../core/reading/write-passage.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { Marking } from '../../../rules/reading/score.ts';
import type { PassageRow, PassageSummary } from '../../../store/reading/passages.ts';
import type { ProgressRow } from '../../../store/reading/progress.ts';
import type { OpenQuestion } from '../../../store/reading/questions.ts';

/** A passage in a list. */
export function renderPassageSummary(passage: PassageSummary) {
  return {
    id: passage.id,
    title: passage.title,
    difficulty: passage.difficulty,
    tier: passage.tier,
    question_count: passage.questionCount,
    created_at: isoTime(passage.createdAtMs),
    updated_at: isoTime(passage.updatedAtMs),
  };
}

/** A passage for readers. The type `OpenQuestion` does not contain the correct answers. */
export function renderPassage({ passage, questions }: { passage: PassageRow; questions: OpenQuestion[] }) {
  return {
    ...renderPassageSummary(passage),
    content: passage.content,
    questions: questions.map(renderQuestion),
  };
}

/** A passage for administrators, with the correct answers. */
export function renderAdministeredPassage({ passage, questions }: WrittenPassage) {
  return {
    ...renderPassageSummary(passage),
    content: passage.content,
    questions: questions.map((question) => ({
      ...renderQuestion(question),
      correct_answer_index: question.correctAnswerIndex,
      explanation: question.explanation,
    })),
  };
}

/** The progress of a reader on all passages that the reader may read. */
export function renderProgress({ submitted, totalPassages }: Progress) {
  const completed = submitted.filter(({ isCompleted }) => isCompleted).map(({ passageId }) => passageId);
  return {
    completed_passages: completed,
    scores: Object.fromEntries(submitted.map(({ passageId, bestScore }) => [passageId, bestScore])),
    total_passages: totalPassages,
    completed_count: completed.length,
  };
}

/** The progress of a reader on one passage. `progress` is null before the first attempt. */
export function renderPassageProgress(passageId: string, progress: ProgressRow | null) {
  return {
    passage_id: passageId,
    score: progress?.bestScore ?? 0,
    is_completed: progress?.isCompleted ?? false,
    attempts: progress?.attempts ?? 0,
    time_spent_seconds: progress?.timeSpentSeconds ?? 0,
    updated_at: progress ? isoTime(progress.updatedAtMs) : null,
  };
}

/** The result of one attempt. */
export function renderMarking({ score, isCompleted, answers }: Marking) {
  return {
    score,
    is_completed: isCompleted,
    answers: answers.map((answer) => ({
      question_id: answer.questionId,
      is_correct: answer.isCorrect,
      correct_answer_index: answer.correctAnswerIndex,
      explanation: answer.explanation,
    })),
  };
}

/**
 * The URL of the page that explains premium access: the account page. Its origin is the configured public origin, or the
 * origin of the request if none is configured.
 */
export function upgradeUrl(c: Context<AppEnv>): string {
  const origin = c.get('ctx').configuration.publicUrl ?? new URL(c.req.url).origin;
  return `${origin.replace(/\/+$/, '')}/web/account`;
}

function renderQuestion({ id, text, options, position }: OpenQuestion) {
  return { id, text, options, order: position };
}
