/** The page of one passage: its text, its quiz if it has questions, and the first passages of the list beside both. */
import type { PassageWithTitles } from '../../../../core/reading/read-passage-with-titles.ts';
import { AppPage } from '../../components/layouts.tsx';
import { personOf } from '../person.ts';
import { MarkedQuiz } from './marked-quiz.tsx';
import { PremiumNote, progressText } from './premium-note.tsx';
import { QuizForm, type SentQuiz } from './quiz-form.tsx';
import { DifficultyBadge, PremiumBadge, TitleItems } from './title-list.tsx';

/** The reading speed from which the reading time of a passage is estimated. */
const WORDS_PER_MINUTE = 200;

interface PassagePageProps {
  read: PassageWithTitles;
  nowMs: number;
  /** The answers that the reader sent with this request. Undefined if no quiz was sent. */
  quiz?: SentQuiz;
}

export function PassagePage({ read, nowMs, quiz }: PassagePageProps) {
  const { passage, questions, list } = read;
  return (
    <AppPage title="Reading" lead={progressText(list)} person={personOf(list.account)} current="/web/reading">
      <div class="with-aside">
        <article class="stack passage" aria-labelledby="passage-title">
          <div class="cluster">
            <DifficultyBadge difficulty={passage.difficulty} />
            {passage.tier === 'premium' && <PremiumBadge />}
            <span class="muted small">{summaryText(read)}</span>
          </div>
          <h2 id="passage-title" dir="auto">
            {passage.title}
          </h2>
          <div class="prose">
            {paragraphsOf(passage.content).map((paragraph) => (
              <p key={paragraph} dir="auto">
                {paragraph}
              </p>
            ))}
          </div>
          {quiz?.marking ? (
            <MarkedQuiz
              questions={questions}
              answers={quiz.answers}
              marking={quiz.marking}
              path={passagePath(passage.id)}
              nextPath={nextPassagePath(read)}
            />
          ) : (
            questions.length > 0 && (
              <QuizForm questions={questions} path={passagePath(passage.id)} openedAtMs={nowMs} sent={quiz} />
            )
          )}
        </article>
        <aside class="stack" aria-labelledby="list-title">
          <section class="card">
            <div class="card-header">
              <h2 id="list-title">Passages</h2>
              <span class="muted small">
                {list.completedCount} of {list.readableCount}
              </span>
            </div>
            <div class="card-body">
              <progress
                class="progress"
                value={list.completedCount}
                max={Math.max(1, list.readableCount)}
                aria-label="Completed passages"
              />
            </div>
            <TitleItems titles={list.titles} currentId={passage.id} />
            <a class="card-footer" href="/web/reading">
              All passages
            </a>
          </section>
          <PremiumNote lockedCount={list.lockedCount} />
        </aside>
      </div>
    </AppPage>
  );
}

function passagePath(id: string): string {
  return `/web/reading/${id}`;
}

/** Returns a text such as "6 minutes · 2 questions · best score 50%". */
function summaryText({ passage, questions, bestScore }: PassageWithTitles): string {
  const minutes = Math.max(1, Math.round(passage.content.split(/\s+/).length / WORDS_PER_MINUTE));
  return [
    minutes === 1 ? '1 minute' : `${minutes} minutes`,
    questions.length === 1 ? '1 question' : `${questions.length} questions`,
    ...(bestScore === null ? [] : [`best score ${bestScore}%`]),
  ].join(' · ');
}

/** Splits a text at blank lines. */
function paragraphsOf(content: string): string[] {
  return content.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
}

/**
 * Returns the path of the next passage that the reader may read and has not completed. Only the list beside the passage
 * is searched. After the last passage of this list, the search continues with the first passage of this list. Without a
 * result, the path of the reading list is returned.
 */
function nextPassagePath({ passage, list: { titles } }: PassageWithTitles): string {
  const at = titles.findIndex((title) => title.passage.id === passage.id);
  const otherTitles = [...titles.slice(at + 1), ...titles.slice(0, Math.max(0, at))];
  const nextTitle = otherTitles.find(({ isReadable, score }) => isReadable && !score?.isCompleted);
  return nextTitle ? passagePath(nextTitle.passage.id) : '/web/reading';
}
