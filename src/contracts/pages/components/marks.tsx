/** Small elements inside a text or next to a text: badges, tags, priorities, avatars, icons on a coloured square. */
import type { PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/** The colour of an element by its meaning. The colours are in style/tokens.css. */
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

/** A tag that a user typed. With `href`, the tag is a link. */
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

const PRIORITY_LABELS = { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' } as const;
export type PriorityLevel = keyof typeof PRIORITY_LABELS;
/** The options of a field for a priority, the highest first. */
export const PRIORITY_OPTIONS = Object.entries(PRIORITY_LABELS).map(([value, label]) => ({ value, label }));

/** A level of priority: its icon and its label. */
export function Priority({ level }: { level: PriorityLevel }) {
  return (
    <span class="priority" data-level={level}>
      <Icon name={`priority-${level}`} />
      {PRIORITY_LABELS[level]}
    </span>
  );
}

/** An icon on a coloured square with rounded corners. `isLarge` enlarges only the icon. */
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

/** The initials of a name on a coloured circle, hidden from screen readers. The colour depends only on the id. */
export function Avatar({ id, name, isLarge = false }: { id: string; name: string; isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'avatar avatar-lg' : 'avatar'} data-hue={hueOf(id)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** The number of colours that style/components/marks.css defines for `.avatar`. */
const HUE_COUNT = 8;
/** Matches a character of a script in which one initial stands for a name. */
const SINGLE_INITIAL_SCRIPT =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}]/u;

/** Returns a number from 1 to `HUE_COUNT`, which is the same for every call with the same id. */
function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash % HUE_COUNT) + 1;
}

/**
 * Returns the first letter or digit of the first word and of the last word, in upper case. Returns only the first of
 * these characters if the name has one word or if `SINGLE_INITIAL_SCRIPT` matches this character. Returns "?" for a
 * name without letters and digits.
 */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]\S*/gu) ?? [];
  const [first = '?'] = words[0] ?? '';
  const [last = ''] = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (SINGLE_INITIAL_SCRIPT.test(first) ? first : first + last).toUpperCase();
}
