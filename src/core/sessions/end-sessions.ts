/** The one way out of sessions, whatever the reason. */
import type { Which } from '../../objects/account/inputs.ts';
import { type SessionEndReason, unavailable } from '../../rules/app-error.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

export interface SessionsToEnd {
  accountId: string;
  accountNumber: number;
  which: Which;
  reason: SessionEndReason;
}

/**
 * Ends sessions and says how many lived; answers only after D1 shows them ended.
 * @throws AppError `UNAVAILABLE`; what the object has decided reaches D1 by its alarm
 */
export async function endSessions(ctx: Ctx, toEnd: SessionsToEnd): Promise<number> {
  const event = draftEvent(ctx, toEnd.accountNumber, 'session_ended');
  const answer = await ctx.objects.account(toEnd.accountId).end(toEnd.which, toEnd.reason, event);
  if (answer.kind === 'unavailable') throw unavailable();
  addDatabaseCost(ctx.cost, answer.cost);
  return answer.count;
}
