/** One-time passwords: one valid code per purpose, its lifetime and its number of tries. Pure. */

export type OtpPurpose = 'password_reset';

export interface OtpRecord {
  nonce: string;
  expiresAtMs: number;
  triesLeft: number;
}

export interface OtpPolicy {
  lifeMs: number;
  maxTries: number;
}

/** The valid record, or a new one. A request during the lifetime neither changes the code nor extends it. */
export function requestOtp(
  current: OtpRecord | undefined,
  nonce: string,
  policy: OtpPolicy,
  nowMs: number,
): OtpRecord {
  if (current && current.expiresAtMs > nowMs) return current;
  return { nonce, expiresAtMs: nowMs + policy.lifeMs, triesLeft: policy.maxTries };
}

/** Takes one try of the code. Returns null when there is no code, it has expired, or no try is left. */
export function takeOtpTry(current: OtpRecord | undefined, nowMs: number): OtpRecord | null {
  if (!current || current.expiresAtMs <= nowMs || current.triesLeft <= 0) return null;
  return { ...current, triesLeft: current.triesLeft - 1 };
}
