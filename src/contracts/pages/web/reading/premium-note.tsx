/** The progress of a reader in words, and the note about passages that require premium access. */
import type { TitleList } from '../../../../core/reading/list-titles.ts';
import { Flash } from '../../components/messages.tsx';

export function progressText({ completed, readable }: TitleList): string {
  return `${completed} of ${readable} passages completed`;
}

/** Shows nothing if no passage is locked, as for a premium account. */
export function PremiumNote({ locked }: { locked: number }) {
  if (locked === 0) return null;
  return (
    <Flash tone="info">
      {locked === 1 ? '1 passage is' : `${locked} passages are`} for premium accounts.{' '}
      <a href="/web/account#premium">See what premium includes</a>.
    </Flash>
  );
}
