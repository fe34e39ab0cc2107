/**
 * Ends sessions for use cases that change nothing else. A new password, a decision about an account, a reused refresh
 * token and a sign-in above the maximum of sessions also end sessions, in their own call of the account's object.
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
 * Ends sessions, and returns the number of sessions that were live until this call. Returns only after the ends of the
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
