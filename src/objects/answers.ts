/** What the objects answer: tagged values, since an error thrown over RPC loses its class. */

import type { SessionEndReason } from '../rules/app-error.ts';
import type { Window } from '../rules/guards/window-limit.ts';
import type { DatabaseCost } from '../rules/sessions/account-change.ts';
import type { RefreshCause, RefreshPolicy } from '../rules/sessions/refresh.ts';
import type { AttemptClass } from './guard-store.ts';

export type AttemptAnswer =
  | { kind: 'reserved'; attemptClass: AttemptClass; isLast: boolean }
  | { kind: 'locked'; lockedUntilMs: number };

export type OtpRequestAnswer =
  | { kind: 'limited'; window: Window }
  | { kind: 'requested'; nonce: string; expiresAtMs: number };

/** `taken` leaves the comparison to the caller, who holds the secret that codes derive from. */
export type OtpTryAnswer =
  | { kind: 'limited'; window: Window }
  | { kind: 'expired' }
  | { kind: 'taken'; nonce: string };

export type ResetTokenAnswer = { kind: 'limited'; window: Window } | { kind: 'valid' } | { kind: 'invalid' };

/** All that the text of a refresh token derives from, with the life of the access token beside it. */
export interface TokenGrant {
  sessionId: number;
  generation: number;
  issuedAtMs: number;
  expiresAtMs: number;
  accessSeconds: number;
  policy: RefreshPolicy;
}

export type BeginAnswer =
  | { kind: 'begun'; grant: TokenGrant; isNewDevice: boolean; cost: DatabaseCost }
  | { kind: 'unavailable' }
  /** The password that was proved has been replaced since. */
  | { kind: 'stale' };

export type RotateAnswer =
  | { kind: 'granted'; cause: RefreshCause; grant: TokenGrant }
  | { kind: 'refused' }
  | { kind: 'limited'; window: Window }
  | { kind: 'ended'; reason: SessionEndReason }
  | { kind: 'theft' };

export type EndAnswer = { kind: 'ended'; count: number; cost: DatabaseCost } | { kind: 'unavailable' };

export type ReplaceAnswer = { kind: 'done'; cost: DatabaseCost } | { kind: 'unavailable' };

export type ResetAnswer = ReplaceAnswer | { kind: 'invalid' };
