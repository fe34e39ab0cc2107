/** Ends sessions of any account, for administrators. */
import { AppError } from '../../rules/app-error.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import { accountByNumberStatement } from '../../store/accounts/account-lists.ts';
import { accountIdsStatement } from '../../store/sessions/session-browser.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { endSessions } from '../sessions/end-sessions.ts';

/**
 * Ends all sessions of an account. Returns the number of sessions that had not ended before.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function endAccountSessions(ctx: Ctx, { number }: { number: number }): Promise<number> {
  const { results } = await readAsAdmin(ctx, [accountByNumberStatement(ctx.database, number)]);
  const account = results[0][0];
  if (!account) throw new AppError('NOT_FOUND');
  return endSessions(ctx, {
    accountId: account.id,
    accountNumber: number,
    sessions: 'all',
    reason: 'revoked',
    isByAdministrator: true,
  });
}

/**
 * Ends sessions by their ids. The sessions can belong to different accounts. Unknown ids are ignored. Returns the
 * number of sessions that had not ended before.
 * @throws AppError `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function endAnySessions(ctx: Ctx, { ids }: { ids: number[] }): Promise<number> {
  const { results } = await readAsAdmin(ctx, [accountIdsStatement(ids)]);
  const ends = results[0].map(({ sessionId, accountId }) =>
    endSessions(ctx, {
      accountId,
      accountNumber: accountNumberOf(sessionId),
      sessions: { only: sessionId },
      reason: 'revoked',
      isByAdministrator: true,
    }),
  );
  const counts = await Promise.all(ends);
  return counts.reduce((sum, count) => sum + count, 0);
}
