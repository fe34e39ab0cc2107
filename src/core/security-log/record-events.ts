/** Records security events: one for every decision about an account, without tokens, codes or passwords. */
import { v7 as uuid } from 'uuid';
import type { SecurityEvent, SecurityEventType } from '../../rules/sessions/account-change.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';

/** An event that this request causes, with the data of the request. */
export function draftEvent(
  ctx: Ctx,
  owner: number,
  type: SecurityEventType,
  detail: string | null = null,
): SecurityEvent {
  return {
    id: uuid(),
    owner,
    type,
    sessionId: ctx.actor.kind === 'user' ? ctx.actor.sessionId : null,
    address: ctx.request.address,
    userAgent: ctx.request.userAgent,
    country: ctx.request.country,
    detail,
    createdAtMs: ctx.nowMs,
  };
}

/**
 * Records events of a request that changes no account, after the response. A failure is logged. The event of a change
 * belongs in the batch of that change.
 */
export function recordEvents(ctx: Ctx, events: SecurityEvent[]): void {
  const statements = events.map((event) => insertEventStatement(ctx.database, event));
  ctx.afterResponse(() => ctx.database.batch(statements));
}
