/** A time in words in a time zone, such as "2 hours ago". The exact time is shown on hover. */
import { exactTime, timeInWords } from '../../../rules/time-in-words.ts';

export function Time({ atMs, nowMs, timeZone }: { atMs: number; nowMs: number; timeZone: string }) {
  return (
    <time datetime={new Date(atMs).toISOString()} title={exactTime(atMs, timeZone)}>
      {timeInWords(atMs, nowMs, timeZone)}
    </time>
  );
}
