/**
 * Reads the data of the account page: the account, its newest sessions and events, its link with Telegram and its
 * number of plugs.
 */
import { totalsStatement } from '../../store/plugs/statistics.ts';
import { ownEventsStatement, type SecurityEventRow } from '../../store/security-log/security-events.ts';
import { ownSessionsStatement, type SessionRow } from '../../store/sessions/sessions.ts';
import { type OwnLink, ownLinkStatement } from '../../store/telegram/links.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

const MAX_SHOWN_SESSIONS = 5;
const MAX_SHOWN_EVENTS = 5;

export interface AccountOverview {
  account: CallerAccount;
  /** The newest live sessions, at most 5. */
  sessions: SessionRow[];
  /** The newest security events, at most 5. */
  events: SecurityEventRow[];
  /** The number of plugs that are not deleted. */
  plugCount: number;
  /** The link with Telegram. Null if the service has no bot and the account has no link. */
  telegram: { link: OwnLink | null } | null;
}

/**
 * Reads the overview of the caller's account in one round trip.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readAccountOverview(ctx: Ctx): Promise<AccountOverview> {
  const { accountNumber } = userOf(ctx);
  const { nowMs, database } = ctx;
  const { account, results } = await readWithAccess(ctx, [
    ownSessionsStatement(
      database,
      accountNumber,
      { nowMs, endedSinceMs: null },
      { limit: MAX_SHOWN_SESSIONS, after: undefined },
    ),
    ownEventsStatement(database, accountNumber, { limit: MAX_SHOWN_EVENTS, after: undefined }),
    totalsStatement(database, accountNumber),
    ownLinkStatement(accountNumber, nowMs),
  ]);
  const [sessions, events, totals, [link = null]] = results;
  return {
    account,
    sessions: sessions.slice(0, MAX_SHOWN_SESSIONS),
    events: events.slice(0, MAX_SHOWN_EVENTS),
    plugCount: (totals[0]?.targets ?? 0) + (totals[0]?.contacts ?? 0),
    telegram: ctx.configuration.telegram || link ? { link } : null,
  };
}
