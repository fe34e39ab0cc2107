/**
 * Records of one-time codes. An account or unknown identifier has at most one record per purpose, with a lifetime and a
 * limited number of tries. Pure.
 */

/** The purposes of the codes that confirm an e-mail address. */
export type MailboxPurpose = 'email_verification' | 'email_change';

export type OtpPurpose = 'password_reset' | MailboxPurpose;

export interface OtpRecord {
  /** Random text from which the code is derived. */
  nonce: string;
  expiresAtMs: number;
  /** The number of tries left for all requesting address blocks together. */
  triesLeft: number;
  /** The number of tries used by each requesting address block. */
  triesByBlock: Record<string, number>;
}

export interface OtpPolicy {
  lifeMs: number;
  /** The maximum number of tries from all requesting address blocks together. */
  maxTries: number;
}

/**
 * Returns the current record until its lifetime ends, even if no try is left. Returns a new record if there is no
 * current record or its lifetime has ended.
 */
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
 * Uses one try of the code, and returns the new record. Returns null when there is no code, the code has expired, or no
 * try is left. The tries of each requesting address block are limited separately. Wrong tries of an attacker in another
 * block therefore do not invalidate the code for the owner.
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
