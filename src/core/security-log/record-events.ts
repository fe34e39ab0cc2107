/**
 * Builds and records security events. An event describes an action on an account, for example a sign-in, a code request
 * or a change. It can also describe the change of a passage by an administrator. Events contain no tokens, codes or
 * passwords.
 */
import { v7 as uuid } from 'uuid';
import type { SecurityEvent, SecurityEventType } from '../../rules/sessions/account-change.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';

/**
 * Returns an event that this request causes, with the session and the client data of the request. If the event belongs
 * to another account than the caller's, the caller is an administrator. The event then contains neither the session nor
 * the client data of the administrator, because the owner of the account can read the event.
 */
export function draftEvent(
  ctx: Ctx,
  owner: number,
  type: SecurityEventType,
  detail: string | null = null,
): SecurityEvent {
  const { actor, request, nowMs: createdAtMs } = ctx;
  const event = { id: uuid(), owner, type, detail, createdAtMs };
  if (isOfAnotherAccount(ctx, owner)) {
    return { ...event, ...actorOf(ctx), sessionId: null, address: null, userAgent: null, country: null };
  }
  const sessionId = actor.kind === 'user' ? actor.sessionId : null;
  const { address, userAgent, country } = request;
  return { ...event, sessionId, address, userAgent, country };
}

/**
 * Returns an event for an action that only administrators can perform. The detail of the event contains the changes and
 * `by: administrator`. The actor of the event is the caller. The owner of the account cannot see the actor.
 */
export function draftAdministratorEvent(
  ctx: Ctx,
  owner: number,
  type: SecurityEventType,
  changes: object,
): SecurityEvent {
  const detail = JSON.stringify({ ...changes, by: 'administrator' });
  return { ...draftEvent(ctx, owner, type, detail), ...actorOf(ctx), sessionId: null };
}

function actorOf({ actor }: Ctx): Pick<SecurityEvent, 'actor'> {
  return actor.kind === 'user' ? { actor: actor.accountNumber } : {};
}

function isOfAnotherAccount({ actor }: Ctx, owner: number): boolean {
  return actor.kind === 'user' && actor.accountNumber !== owner;
}

/**
 * Records events that describe no change of an account, after the response. A failure is logged. The event of a change
 * must be inserted in the batch of the change instead.
 */
export function recordEvents(ctx: Ctx, events: SecurityEvent[]): void {
  const statements = events.map((event) => insertEventStatement(ctx.database, event));
  ctx.afterResponse(() => ctx.database.batch(statements));
}
