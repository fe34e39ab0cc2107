/** When a session ends at the latest. Pure. */
import { type SessionKind, SIGN_IN_KINDS } from './session-kind.ts';

/**
 * The end of a session, in milliseconds: when it has not been refreshed until `idleEndMs`, and `maxLifeMs` after it began
 * in any case. Links and personal tokens have an expiry of their own only.
 */
export function sessionEndMs(
  { kind, createdAtMs }: { kind: SessionKind; createdAtMs: number },
  idleEndMs: number,
  maxLifeMs: number,
): number {
  return SIGN_IN_KINDS.includes(kind) ? Math.min(idleEndMs, createdAtMs + maxLifeMs) : idleEndMs;
}
