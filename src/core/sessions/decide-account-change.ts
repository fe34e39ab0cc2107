/**
 * Changes an account in D1 and in its object by one decision. Every use case calls this one that deletes, deactivates or
 * restores an account, or changes its role, its expiry or its e-mail address.
 */
import type {
  DecidedFields,
  DecisionCondition,
  SessionSelection,
} from '../../rules/accounts/account-decision.ts';
import { type SessionEndReason, unavailable } from '../../rules/app-error.ts';
import type { EmailToQueue, SecurityEvent } from '../../rules/sessions/account-change.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

export interface AccountChangeInput {
  account: { id: string; number: number };
  /** The name of the act. A repeated request with the same act and the same values has the outcome of the first. */
  act: string;
  set: DecidedFields;
  condition: DecisionCondition;
  events: SecurityEvent[];
  /** The sessions that end with the change. None by default. */
  ends?: { sessions: SessionSelection; reason: SessionEndReason };
  /** True when the account can have no session afterwards. */
  closes?: boolean;
  /** True when codes and reset tokens that were sent become invalid. */
  deletesCodes?: boolean;
  /** An e-mail that is queued if the change is applied. The scheduled job sends it. */
  email?: EmailToQueue;
}

/**
 * Applies the change if its condition holds, and returns whether it did. Returns only after D1 has the change.
 * @throws AppError `UNAVAILABLE` when D1 did not take the change; the object applies it as soon as D1 takes it
 * @throws UniqueViolation when another account has the e-mail address, user name or Plex id
 */
export async function decideAccountChange(ctx: Ctx, input: AccountChangeInput): Promise<boolean> {
  const { account, act, set, condition, events, ends } = input;
  const result = await ctx.objects.account(account.id).decide({
    // Times that this request chose are no part of the act: a repeated request has others.
    act: JSON.stringify([act, { ...set, ...(set.deletedAtMs && { deletedAtMs: true }) }, ends]),
    owner: account.number,
    set,
    condition,
    events,
    ends: ends ?? null,
    endEvent: draftEvent(ctx, account.number, 'session_ended'),
    closes: input.closes ?? false,
    deletesCodes: input.deletesCodes ?? false,
    email: input.email ?? null,
  });
  if (result.kind === 'unavailable') throw unavailable();
  if (result.kind === 'taken') throw new UniqueViolation(result.index);
  addDatabaseCost(ctx.cost, result.cost);
  return result.kind === 'applied';
}
