/** Compares secrets in constant time, and hashes texts that must not be stored as plain text. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are equal. Both are hashed first, because `timingSafeEqual` throws on unequal lengths. */
export function equalSecrets(first: string, second: string): boolean {
  return timingSafeEqual(sha256(first), sha256(second));
}

/** SHA-256 of a high-entropy secret or of a file, in base64url. For example, reset tokens are stored in this form. */
export function fingerprint(secret: string | Uint8Array): string {
  return sha256(secret).toString('base64url');
}

/** HMAC-SHA-256 of a low-entropy text, such as an e-mail address, in base64url. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

function sha256(secret: string | Uint8Array): Buffer {
  return createHash('sha256').update(secret).digest();
}
