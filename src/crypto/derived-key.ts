/** Keys for separate purposes, derived from one secret by HKDF (RFC 5869). Each key has only one use. */
import { hkdfSync } from 'node:crypto';

/** The key as 32 bytes in base64url. `purpose` is the context of RFC 5869 section 3.2. No salt is used. */
export function derivedKey(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `plugs ${purpose}`, 32)).toString('base64url');
}
