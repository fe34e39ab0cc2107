/** Small marks: badges, tags, priorities, avatars, icon discs. */
import type { PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'neutral' | 'accent' | 'success' | 'info' | 'violet' | 'warning' | 'danger';

/** A badge with a short state, such as "Active". */
export function Badge(props: PropsWithChildren<{ tone?: Tone; icon?: IconName; isOutline?: boolean }>) {
  const { tone, icon, isOutline = false, children } = props;
  return (
    <span class={isOutline ? 'badge badge-outline' : 'badge'} data-tone={tone}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** A tag that a user typed. */
export function Tag({ text, href }: { text: string; href?: string }) {
  const label = (
    <span>
      <bdi>{text}</bdi>
    </span>
  );
  if (!href) return <span class="tag">{label}</span>;
  return (
    <a class="tag" href={href}>
      {label}
    </a>
  );
}

const PRIORITIES = { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' } as const;
export type PriorityLevel = keyof typeof PRIORITIES;

/** A priority with its icon. */
export function Priority({ level }: { level: PriorityLevel }) {
  return (
    <span class="priority" data-level={level}>
      <Icon name={`priority-${level}`} />
      {PRIORITIES[level]}
    </span>
  );
}

/** An icon on a rounded square. */
export function IconDisc({
  icon,
  tone,
  isLarge = false,
}: {
  icon: IconName;
  tone?: Tone;
  isLarge?: boolean;
}) {
  return (
    <span class="icon-disc" data-tone={tone}>
      <Icon name={icon} isLarge={isLarge} />
    </span>
  );
}

/** The initials of a name on a coloured background. The colour depends only on the id. */
export function Avatar({ id, name, isLarge = false }: { id: string; name: string; isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'avatar avatar-lg' : 'avatar'} data-hue={hueOf(id)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const HUES = 8;
/** Scripts in which a name is not shortened to two initials. */
const ONE_INITIAL =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}]/u;

function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash % HUES) + 1;
}

/** Returns the first letters of the first and the last word. For scripts in `ONE_INITIAL`, it returns one character. */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]\S*/gu) ?? [];
  const [first = '?'] = words[0] ?? '';
  const [last = ''] = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (ONE_INITIAL.test(first) ? first : first + last).toUpperCase();
}
