/** Random values from the platform's generator. */

/** `bytes` random bytes in base64url. */
export function randomToken(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url');
}
