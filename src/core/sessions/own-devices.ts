/** Lists the live sessions of the caller. The account's object supplies activity that D1 does not have yet. */
import { ownSessionsStatement, type SessionRow } from '../../store/sessions/sessions.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The maximum number of listed sessions. An account has at most 100 sessions of clients and pages. Telegram links and
 * personal tokens are not counted in that limit, so the list can be longer.
 */
const MAX_DEVICES = 200;

/**
 * Returns the caller's account and the live sessions of the account, newest first. D1 stores the last activity with a
 * delay, so the account's object is read in parallel. If the object cannot be reached, the times from D1 are returned.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function listOwnDevices(ctx: Ctx): Promise<{ account: CallerAccount; devices: SessionRow[] }> {
  const { accountNumber } = userOf(ctx);
  const [{ account, results }, refreshes] = await Promise.all([
    readWithAccess(ctx, [
      ownSessionsStatement(
        ctx.database,
        accountNumber,
        { nowMs: ctx.nowMs, endedSinceMs: null },
        { limit: MAX_DEVICES, after: undefined },
      ),
    ]),
    readLastRefreshes(ctx),
  ]);
  const devices = results[0].slice(0, MAX_DEVICES).map((session) => ({
    ...session,
    lastActivityAtMs: Math.max(session.lastActivityAtMs, refreshes.get(session.id) ?? 0),
  }));
  return { account, devices };
}

async function readLastRefreshes(ctx: Ctx): Promise<Map<number, number>> {
  const { accountId, accountNumber: owner } = userOf(ctx);
  const activity = await ctx.objects
    .account(accountId)
    .readActivity({ owner })
    .catch(() => []);
  return new Map(activity.map(({ id, lastAdvanceAtMs }) => [id, lastAdvanceAtMs]));
}
