/**
 * One-time codes of six digits and the tokens of links. Both are derived from a secret and a stored record, so neither
 * the code nor the token is stored.
 */
import { createHmac } from 'node:crypto';

/** The values from which a code is derived. */
export interface OtpSubject {
  accountId: string;
  /** The e-mail address of the recipient. The code is not valid for another address of the account. */
  email: string;
  purpose: string;
  /** Random text of the stored record. */
  nonce: string;
}

/** The code: the HMAC-SHA-256 of the values, shortened to six digits by dynamic truncation (RFC 4226 section 5.3). */
export function otpCode(secret: string, { accountId, email, purpose, nonce }: OtpSubject): string {
  const digest = createHmac('sha256', secret)
    .update(`plugs-otp\n${accountId}\n${email}\n${purpose}\n${nonce}`)
    .digest();
  const offset = (digest[digest.length - 1] ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The token of a link in an e-mail: the HMAC-SHA-256 (256 bits) of a stored nonce, in base64url. */
export function linkToken(key: string, nonce: string): string {
  return createHmac('sha256', key).update(`plugs-link\n${nonce}`).digest('base64url');
}
