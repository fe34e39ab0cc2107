/** A moment in words, with the exact time on hover, in the time zone of the account. */
import { exactTime, timeInWords } from '../../../rules/time-in-words.ts';

export function Time({ atMs, nowMs, timeZone }: { atMs: number; nowMs: number; timeZone: string }) {
  return (
    <time datetime={new Date(atMs).toISOString()} title={exactTime(atMs, timeZone)}>
      {timeInWords(atMs, nowMs, timeZone)}
    </time>
  );
}
