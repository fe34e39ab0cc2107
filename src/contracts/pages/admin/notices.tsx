/**
 * Notices that a page shows after a redirect. The query of the page contains the name of the notice, not its text. For
 * `sessions-ended`, the query also contains a number.
 */
import { formatCount } from '../components/figures.tsx';
import { Toast } from '../components/messages.tsx';

const NOTICES = {
  created: 'The account is created. The invitation is on its way.',
  invited: 'A new invitation is on its way.',
  saved: 'Saved.',
  unlocked: 'The account is unlocked.',
  'not-locked': 'The account was not locked.',
  verified: 'The e-mail address is marked as verified.',
  deactivated: 'The account is deactivated, and its sessions have ended.',
  activated: 'The account is active again.',
  restored: 'The account is restored.',
  'none-selected': 'Select at least one session.',
  'passage-created': 'The passage is created.',
  'passage-saved': 'The passage is saved.',
  'passage-deleted': 'The passage is deleted.',
} as const;

export type AdminNotice = keyof typeof NOTICES | 'sessions-ended';

/** Adds a notice to the query of a path. `count` is the number in the notice `sessions-ended`. */
export function withNotice(path: string, notice: AdminNotice, count?: number): string {
  const query = new URLSearchParams({ notice, ...(count !== undefined && { count: String(count) }) });
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

interface AdminToastProps {
  query: { notice?: string | undefined; count?: string | undefined };
  /** The path to which the link that closes the toast leads. */
  dismissPath: string;
}

/** The toast of a notice; nothing if the name is missing or unknown, or if `sessions-ended` has no number. */
export function AdminToast({ query: { notice, count }, dismissPath }: AdminToastProps) {
  const text = notice === undefined ? null : textOf(notice, Number(count));
  return text === null ? null : <Toast text={text} dismissPath={dismissPath} />;
}

function textOf(notice: string, count: number): string | null {
  if (notice === 'sessions-ended') return Number.isSafeInteger(count) ? endedText(count) : null;
  return Object.hasOwn(NOTICES, notice) ? NOTICES[notice as keyof typeof NOTICES] : null;
}

function endedText(count: number): string {
  return count === 1 ? '1 session has ended.' : `${formatCount(count)} sessions have ended.`;
}
