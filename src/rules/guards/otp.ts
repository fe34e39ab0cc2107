/** One-time passwords: one valid code per purpose, its lifetime and its number of tries. Pure. */

/** Purposes whose code proves an address of a known account. */
export type MailboxPurpose = 'email_verification' | 'email_change';

export type OtpPurpose = 'password_reset' | MailboxPurpose;

export interface OtpRecord {
  nonce: string;
  expiresAtMs: number;
  /** Tries left from all requesting address blocks together. */
  triesLeft: number;
  /** Tries taken from each requesting address block. */
  triesByBlock: Record<string, number>;
}

export interface OtpPolicy {
  lifeMs: number;
  /** Tries from all requesting address blocks together. */
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
  return { nonce, expiresAtMs: nowMs + policy.lifeMs, triesLeft: policy.maxTries, triesByBlock: {} };
}

/**
 * Takes one try of the code. Returns null when there is no code, it has expired, or no try is left. The tries of one
 * requesting address block are limited apart, so that the wrong tries of an attacker elsewhere do not void the code for
 * the owner.
 */
export function takeOtpTry(
  current: OtpRecord | undefined,
  { requestingBlock, maxTriesPerBlock }: { requestingBlock: string; maxTriesPerBlock: number },
  nowMs: number,
): OtpRecord | null {
  if (!current || current.expiresAtMs <= nowMs || current.triesLeft <= 0) return null;
  const taken = current.triesByBlock[requestingBlock] ?? 0;
  if (taken >= maxTriesPerBlock) return null;
  const triesByBlock = { ...current.triesByBlock, [requestingBlock]: taken + 1 };
  return { ...current, triesLeft: current.triesLeft - 1, triesByBlock };
}
