/** Security events: one for every decision about an account, never with a token, a code or a password. */
import { v7 as uuid } from 'uuid';
import type { SecurityEvent, SecurityEventType } from '../../rules/sessions/account-change.ts';
import { STORED_USER_AGENT_LENGTH } from '../../rules/sessions/user-agent.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';

/** The event as this request causes it; an account's object adds which session it is about. */
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
    userAgent: ctx.request.userAgent.slice(0, STORED_USER_AGENT_LENGTH),
    country: ctx.request.country,
    detail,
    createdAtMs: ctx.nowMs,
  };
}

/** Records events without delaying the answer; a failure to record is logged. */
export function recordEvents(ctx: Ctx, events: SecurityEvent[]): void {
  const statements = events.map((event) => insertEventStatement(ctx.database, event));
  ctx.waitUntil(ctx.database.batch(statements));
}
