/** Computes the latest end of a session. Pure. */
import { type SessionKind, SIGN_IN_KINDS } from './session-kind.ts';

/**
 * The end of a session, in milliseconds. A session that began with a sign-in ends at `idleEndMs`, but at the latest
 * `maxLifeMs` after it began. Links and personal tokens end at `idleEndMs`, which is their expiry time.
 */
export function sessionEndMs(
  { kind, createdAtMs }: { kind: SessionKind; createdAtMs: number },
  idleEndMs: number,
  maxLifeMs: number,
): number {
  return SIGN_IN_KINDS.includes(kind) ? Math.min(idleEndMs, createdAtMs + maxLifeMs) : idleEndMs;
}
