/** Computes the end of a session. Pure. */
import { PAGE_SESSION_SECONDS } from './page-session.ts';
import { type SessionKind, SIGN_IN_KINDS } from './session-kind.ts';
import { TELEGRAM_LINK_SECONDS } from './telegram-link.ts';

/**
 * The end of a session, in milliseconds since 1970. A session that began with a sign-in ends at `idleEndMs`, but at the
 * latest `maxLifeMs` after it began. Telegram links and personal tokens end at `idleEndMs`, their expiry time.
 */
export function sessionEndMs(
  { kind, createdAtMs }: { kind: SessionKind; createdAtMs: number },
  idleEndMs: number,
  maxLifeMs: number,
): number {
  return SIGN_IN_KINDS.includes(kind) ? Math.min(idleEndMs, createdAtMs + maxLifeMs) : idleEndMs;
}

/**
 * The new end of a Telegram link or a page session that is used now. A Telegram link ends 400 days from now. A page
 * session ends 7 days from now, but at the latest `maxLifeMs` after it began. Other kinds must not be passed.
 */
export function extendedEndMs(
  session: { kind: SessionKind; createdAtMs: number },
  nowMs: number,
  maxLifeMs: number,
): number {
  const seconds = session.kind === 'telegram_link' ? TELEGRAM_LINK_SECONDS : PAGE_SESSION_SECONDS;
  return sessionEndMs(session, nowMs + seconds * 1000, maxLifeMs);
}
