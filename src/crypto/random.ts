/** Random values from the cryptographic generator of the platform. */

/** Random bytes in base64url. */
export function randomToken(byteCount: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(byteCount))).toString('base64url');
}
