/** A session's first record, what D1 is told of it, and what its tokens derive from. Pure. */
import type { AccountChange, SessionCopy } from '../../rules/sessions/account-change.ts';
import type { TokenGrant } from '../answers.ts';
import type { BeginInput } from './inputs.ts';
import type { StoredSession } from './sessions.ts';

/** The stored state of a session that begins now, at generation 0. */
export function newSession(id: number, { terms, clientOrigin }: BeginInput, nowMs: number): StoredSession {
  return {
    id,
    record: {
      policy: terms.policy,
      generation: 0,
      advancedAtMs: nowMs,
      previousAdvancedAtMs: nowMs,
      storesSuccessors: false,
      replays: 0,
      replayedGeneration: -1,
      clientOrigin,
    },
    accessSeconds: terms.accessSeconds,
    refreshSeconds: terms.refreshSeconds,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + terms.refreshSeconds * 1000,
    endedAtMs: null,
    endedReason: null,
  };
}

/** The changes that a beginning is, in their order. */
export function beginningOf(
  session: StoredSession,
  { copy, terms, event, rehash }: BeginInput,
): AccountChange[] {
  const { id, createdAtMs, expiresAtMs } = session;
  const began: SessionCopy = { ...copy, clientType: terms.clientType, id, createdAtMs, expiresAtMs };
  const changes: AccountChange[] = [
    { type: 'session_began', session: began },
    { type: 'event', event: { ...event, sessionId: id } },
  ];
  if (!rehash) return changes;
  return [...changes, { type: 'password_rehashed', owner: copy.owner, passwordHash: rehash }];
}

/** The newest token's claims: its issue is the last advance, its end the session's. */
export function grantOf({ id, record, accessSeconds, expiresAtMs }: StoredSession): TokenGrant {
  const { generation, advancedAtMs, policy } = record;
  return { sessionId: id, generation, issuedAtMs: advancedAtMs, expiresAtMs, accessSeconds, policy };
}
