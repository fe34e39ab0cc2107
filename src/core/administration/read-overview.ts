/**
 * Reads the overview for administrators: the daily figures, the queues, the latest actions of administrators and the
 * number of accounts.
 */
import { DAY_MS } from '../../rules/durations.ts';
import { accountTotalsStatement } from '../../store/accounts/account-browser.ts';
import { type DailyFigure, dailyFiguresStatement } from '../../store/scheduled/daily-figures.ts';
import { type QueueState, queuesStatement } from '../../store/scheduled/queues.ts';
import { browseLogStatement, type LogEntry } from '../../store/security-log/log-browser.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { newestEntries } from './browse-security-log.ts';

export interface AdminOverview {
  /** The UTC days of the figures, the oldest first. */
  days: string[];
  figures: DailyFigure[];
  queues: QueueState[];
  /** The newest actions of administrators, at most 5. */
  actions: LogEntry[];
  /** The number of accounts that are not deleted. */
  accountCount: number;
}

const DAYS_SHOWN = 30;
const ACTION_BOUNDS = { limit: 5, inspected: 6 };
const BY_ADMINISTRATORS = {
  ...{ type: null, owner: null, address: null, fromMs: null, untilMs: null },
  isCausedByAdministrator: true,
};

/**
 * Reads the overview in one round trip. The number of rows that are read does not depend on the size of the security
 * log.
 * @throws AppError `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function readOverview(ctx: Ctx): Promise<AdminOverview> {
  const days = Array.from({ length: DAYS_SHOWN }, (_, at) =>
    dayOf(ctx.nowMs - (DAYS_SHOWN - 1 - at) * DAY_MS),
  );
  const { results } = await readAsAdmin(ctx, [
    dailyFiguresStatement(days[0] ?? ''),
    queuesStatement(),
    browseLogStatement(BY_ADMINISTRATORS, null, ACTION_BOUNDS),
    accountTotalsStatement(),
  ]);
  const [figures, queues, actions, totals] = results;
  return {
    days,
    figures,
    queues,
    actions: newestEntries(actions, ACTION_BOUNDS.limit),
    accountCount: totals[0]?.live ?? 0,
  };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
