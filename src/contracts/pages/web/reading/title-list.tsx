/**
 * The list of passages, each with its difficulty, its number of questions, and a mark for premium passages. The
 * reader's best score is shown after the first attempt.
 */
import type { Title } from '../../../../core/reading/list-titles.ts';
import type { Difficulty } from '../../../../store/reading/passages.ts';
import { List } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { Badge, type Tone } from '../../components/marks.tsx';

const DIFFICULTY_TONES: Record<Difficulty, Tone> = { Easy: 'success', Medium: 'warning', Hard: 'danger' };

export function DifficultyBadge({ difficulty }: { difficulty: Difficulty }) {
  return <Badge tone={DIFFICULTY_TONES[difficulty]}>{difficulty}</Badge>;
}

export function PremiumBadge() {
  return (
    <Badge tone="violet" icon="crown">
      Premium
    </Badge>
  );
}

/** `currentId` is the id of the passage that is shown beside the list. */
export function TitleItems({ titles, currentId }: { titles: Title[]; currentId?: string }) {
  return (
    <List>
      {titles.map((title) => (
        <TitleItem key={title.passage.id} title={title} isCurrent={title.passage.id === currentId} />
      ))}
    </List>
  );
}

function TitleItem({ title, isCurrent }: { title: Title; isCurrent: boolean }) {
  const { passage, isReadable, score } = title;
  const isCompleted = score?.isCompleted === true;
  const isPremium = passage.tier === 'premium';
  const questionCountText = passage.questionCount === 1 ? '1 question' : `${passage.questionCount} questions`;
  return (
    <li>
      <span class="timeline-icon" data-tone={isCompleted ? 'success' : 'neutral'}>
        <Icon name={isCompleted ? 'check' : isReadable ? 'book-open' : 'lock'} />
      </span>
      <div class="list-text">
        <a
          class="person-name"
          href={`/web/reading/${passage.id}`}
          aria-current={isCurrent ? 'page' : undefined}
        >
          <bdi>{passage.title}</bdi>
        </a>
        <p>
          {isPremium && `${passage.difficulty} · `}
          {questionCountText}
          {score && ` · ${score.bestScore}%`}
          {isCompleted && <span class="visually-hidden">, completed</span>}
        </p>
      </div>
      {isPremium ? <PremiumBadge /> : <DifficultyBadge difficulty={passage.difficulty} />}
    </li>
  );
}
