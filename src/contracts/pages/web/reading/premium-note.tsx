/** The progress of a reader in words, and the note about passages that require premium access. */
import type { TitleList } from '../../../../core/reading/list-titles.ts';
import { Flash } from '../../components/messages.tsx';

export function progressText({ completedCount, readableCount }: TitleList): string {
  return `${completedCount} of ${readableCount} passages completed`;
}

/** `lockedCount` is the number of passages that the reader may not read. Nothing is shown if it is 0. */
export function PremiumNote({ lockedCount }: { lockedCount: number }) {
  if (lockedCount === 0) return null;
  return (
    <Flash tone="info">
      {lockedCount === 1 ? '1 passage is' : `${lockedCount} passages are`} for premium accounts.{' '}
      <a href="/web/account#premium">See what premium includes</a>.
    </Flash>
  );
}
