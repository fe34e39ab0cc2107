/**
 * Ends sessions in a separate call of the account's object. A new password, a decision about an account, a reused
 * refresh token, a sign-in above the maximum of sessions and a new Telegram link also end sessions, as a part of
 * another call.
 */
import type { SessionSelection } from '../../rules/accounts/account-decision.ts';
import { type SessionEndReason, unavailable } from '../../rules/app-error.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftAdministratorEvent, draftEvent } from '../security-log/record-events.ts';

export interface EndSessionsInput {
  accountId: string;
  accountNumber: number;
  sessions: SessionSelection;
  reason: SessionEndReason;
  /** Whether the sessions end by an action for administrators. The account can be the administrator's own account. */
  isByAdministrator?: boolean;
}

/**
 * Ends sessions, and returns the number of sessions that had not ended before. Returns only after the ends of the
 * sessions are written to D1.
 * @throws AppError `UNAVAILABLE` if the object cannot be reached, or if the write to D1 failed. In the second case, the
 *   sessions have ended in the object, which retries the write
 */
export async function endSessions(ctx: Ctx, input: EndSessionsInput): Promise<number> {
  const { accountId, accountNumber, sessions, reason } = input;
  const event = input.isByAdministrator
    ? draftAdministratorEvent(ctx, accountNumber, 'session_ended', {})
    : draftEvent(ctx, accountNumber, 'session_ended');
  const result = await ctx.objects.account(accountId).end({ sessions, reason, event });
  if (result.kind === 'unavailable') throw unavailable();
  addDatabaseCost(ctx.cost, result.cost);
  return result.count;
}
