/**
 * Changes an account in D1 and in its object by one decision. A use case calls `decideAccountChange` to delete or
 * restore an account, or to change the values that an administrator can set, such as the role and the expiry. The
 * scheduled job calls it again for a deletion or deactivation that the object has not confirmed.
 */
import type {
  DecidedFields,
  DecisionCondition,
  SessionSelection,
} from '../../rules/accounts/account-decision.ts';
import { type SessionEndReason, unavailable } from '../../rules/app-error.ts';
import type { SecurityEvent } from '../../rules/sessions/account-change.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

export interface AccountChangeInput {
  account: { id: string; number: number };
  /**
   * The name of the change. If the object has not yet completed an earlier change with the same name, values and ended
   * sessions, the new request gets the outcome of the earlier change.
   */
  name: string;
  /** The new values of the account. */
  set: DecidedFields;
  condition: DecisionCondition;
  /** The security events that are recorded if the change is applied. */
  events: SecurityEvent[];
  /** The sessions that end with the change. None by default. */
  ends?: { sessions: SessionSelection; reason: SessionEndReason };
  /** True when the account cannot have sessions after the change. */
  closes?: boolean;
}

/**
 * Applies the change if its condition is true, and returns whether the change was applied. Returns only after the
 * change is written to D1.
 * @throws AppError `UNAVAILABLE` if D1 does not respond; the object then tries again until D1 responds. Also if the
 *   object does not respond, or has another change to complete first (this change is then not made)
 * @throws UniqueViolation when another account has the e-mail address, user name or Plex id
 */
export async function decideAccountChange(ctx: Ctx, input: AccountChangeInput): Promise<boolean> {
  const { account, name, set, condition, events, ends } = input;
  const result = await ctx.objects.account(account.id).decide({
    // `repeatKey` does not contain the time of the deletion, because a repeated request has another time.
    repeatKey: JSON.stringify([name, { ...set, ...(set.deletedAtMs && { deletedAtMs: true }) }, ends]),
    owner: account.number,
    set,
    condition,
    events,
    ends: ends ?? null,
    endEvent: draftEvent(ctx, account.number, 'session_ended'),
    closes: input.closes ?? false,
  });
  if (result.kind === 'unavailable') throw unavailable();
  if (result.kind === 'taken') throw new UniqueViolation(result.index);
  addDatabaseCost(ctx.cost, result.cost);
  return result.kind === 'applied';
}
