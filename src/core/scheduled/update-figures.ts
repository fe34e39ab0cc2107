/** Updates the daily figures that the overview shows to administrators. */
import { countLogEntries, updateCurrentFigures } from '../../store/scheduled/daily-figures.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The minimum time between the beginnings of two inspections. An inspection reads every session to count the active
 * sessions.
 */
const MINUTES_BETWEEN_INSPECTIONS = 10;

/**
 * Updates the number of accounts. Begins the inspection of the sessions if it is due, or continues it by one chunk.
 * Counts the entries of the security log that previous runs have not counted. The count stops after the chunk in which
 * `endsAtMs` is reached. The next run continues the count.
 * @throws AppError `UNAVAILABLE`; the next run continues the count
 */
export async function updateDailyFigures(ctx: Ctx, { endsAtMs }: { endsAtMs: number }): Promise<void> {
  const { database, nowMs } = ctx;
  const mayBeginInspection = new Date(nowMs).getUTCMinutes() % MINUTES_BETWEEN_INSPECTIONS === 0;
  await updateCurrentFigures(database, { nowMs, mayBeginInspection });
  for (;;) {
    const { isAtEnd } = await countLogEntries(database);
    if (isAtEnd || Date.now() >= endsAtMs) return;
  }
}
