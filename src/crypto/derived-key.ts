/** Keys for separate purposes, derived from one secret by HKDF (RFC 5869). Each key has only one use. */
import { hkdfSync } from 'node:crypto';

/** Returns a key of 32 bytes in base64url. The `info` of HKDF contains `purpose`, and the salt is empty. */
export function derivedKey(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `plugs ${purpose}`, 32)).toString('base64url');
}
