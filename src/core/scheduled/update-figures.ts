/** Updates the figures of the overview for administrators. */
import { countLogEntries, updateCurrentFigures } from '../../store/scheduled/daily-figures.ts';
import type { Ctx } from '../request/context.ts';

/** The minimum time between two inspections. An inspection counts the active sessions and reads every session. */
const MINUTES_BETWEEN_INSPECTIONS = 10;

/**
 * Counts the entries of the security log that previous runs have not counted, and updates the other figures of the day.
 * The count stops at `endsAtMs`, and the next run continues the count.
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
