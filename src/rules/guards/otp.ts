/** One live one-time password per purpose: its life and its tries. Pure. */

export type OtpPurpose = 'password_reset' | 'email_verification';

export interface OtpRecord {
  nonce: string;
  expiresAtMs: number;
  triesLeft: number;
}

export interface OtpPolicy {
  lifeMs: number;
  maxTries: number;
}

/** The live record, or a fresh one. Asking again within its life neither changes the code nor extends it. */
export function requestOtp(
  live: OtpRecord | undefined,
  freshNonce: string,
  policy: OtpPolicy,
  nowMs: number,
): OtpRecord {
  if (live && live.expiresAtMs > nowMs) return live;
  return { nonce: freshNonce, expiresAtMs: nowMs + policy.lifeMs, triesLeft: policy.maxTries };
}

/** Takes one try from the live code; null when there is none, it has expired, or its tries are used up. */
export function takeOtpTry(live: OtpRecord | undefined, nowMs: number): OtpRecord | null {
  if (!live || live.expiresAtMs <= nowMs || live.triesLeft <= 0) return null;
  return { ...live, triesLeft: live.triesLeft - 1 };
}
