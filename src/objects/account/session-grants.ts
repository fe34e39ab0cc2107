/** The first record of a session, its changes for D1, and the values from which its tokens are derived. Pure. */
import type { AccountChange, SessionCopy } from '../../rules/sessions/account-change.ts';
import { sessionEndMs } from '../../rules/sessions/session-end.ts';
import type { TokenGrant } from '../results.ts';
import type { BeginInput } from './inputs.ts';
import type { StoredSession } from './session-store.ts';

/** The session as it is stored when it begins. */
export function newSession(
  id: number,
  { terms, copy, clientTraits, maxLifeMs }: BeginInput,
  nowMs: number,
): StoredSession {
  const { kind } = copy;
  const idleEndMs = nowMs + terms.refreshSeconds * 1000;
  return {
    id,
    kind,
    record: {
      policy: terms.policy,
      generation: 0,
      advancedAtMs: nowMs,
      previousAdvancedAtMs: nowMs,
      storesSuccessors: false,
      replays: 0,
      replayedGeneration: -1,
      clientChanges: 0,
      clientTraits,
    },
    accessSeconds: terms.accessSeconds,
    refreshSeconds: terms.refreshSeconds,
    createdAtMs: nowMs,
    expiresAtMs: sessionEndMs({ kind, createdAtMs: nowMs }, idleEndMs, maxLifeMs),
    endedAtMs: null,
    endedReason: null,
  };
}

/** The changes for D1 about a new session, in order. */
export function beginChanges(
  session: StoredSession,
  { copy, terms, event, rehash, passwordEpoch }: BeginInput,
): AccountChange[] {
  const { id, createdAtMs, expiresAtMs } = session;
  const began: SessionCopy = { ...copy, clientType: terms.clientType, id, createdAtMs, expiresAtMs };
  const changes: AccountChange[] = [
    { type: 'session_began', session: began },
    { type: 'event', event: { ...event, sessionId: id } },
  ];
  if (!rehash || passwordEpoch === null) return changes;
  const { owner } = copy;
  return [...changes, { type: 'password_rehashed', owner, passwordHash: rehash, epoch: passwordEpoch }];
}

/** The values for the newest refresh token, which was issued at the last advance and expires with the session. */
export function grantOf({ id, record, accessSeconds, expiresAtMs }: StoredSession): TokenGrant {
  const { generation, advancedAtMs, policy } = record;
  return { sessionId: id, generation, issuedAtMs: advancedAtMs, expiresAtMs, accessSeconds, policy };
}
