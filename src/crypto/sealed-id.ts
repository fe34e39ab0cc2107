/** Adds a MAC of this service to ids of another service, so that a caller cannot guess a valid id. */
import { createHmac } from 'node:crypto';
import { equalSecrets } from './compare.ts';

/** The id with its MAC, for use in a URL. The id must have at most 15 digits. */
export function seal(secret: string, purpose: string, id: string): string {
  return `${id}.${macOf(secret, purpose, id)}`;
}

/** The id, or null when the text was not sealed for this purpose. */
export function openSealed(secret: string, purpose: string, sealed: string): string | null {
  const [, id, mac] = /^(\d{1,15})\.([\w-]{22})$/.exec(sealed) ?? [];
  if (!id || !mac) return null;
  return equalSecrets(mac, macOf(secret, purpose, id)) ? id : null;
}

/** The MAC of an id: 128 bits of HMAC-SHA-256. */
function macOf(secret: string, purpose: string, id: string): string {
  const digest = createHmac('sha256', secret).update(`plugs-sealed-id\n${purpose}\n${id}`).digest();
  return digest.subarray(0, 16).toString('base64url');
}
