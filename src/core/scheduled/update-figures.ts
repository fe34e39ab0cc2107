/** Updates the figures of the overview for administrators. */
import { countLogEntries, updateCurrentFigures } from '../../store/scheduled/daily-figures.ts';
import type { Ctx } from '../request/context.ts';

/** The minimum time between two counts of the active sessions, because a count reads every session. */
const INSPECTION_MINUTES = 10;

/**
 * Counts the entries of the security log since the last run until `endsAtMs`, and updates the other figures of the day.
 * @throws AppError `UNAVAILABLE`; the next run continues
 */
export async function updateDailyFigures(ctx: Ctx, { endsAtMs }: { endsAtMs: number }): Promise<void> {
  const { database, nowMs } = ctx;
  const mayBeginInspection = new Date(nowMs).getUTCMinutes() % INSPECTION_MINUTES === 0;
  await updateCurrentFigures(database, { nowMs, mayBeginInspection });
  for (;;) {
    const { isAtEnd } = await countLogEntries(database);
    if (isAtEnd || Date.now() >= endsAtMs) return;
  }
}
