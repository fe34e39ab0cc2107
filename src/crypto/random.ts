/** Random values from the cryptographic generator of the platform. */

/** `bytes` random bytes in base64url. */
export function randomToken(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url');
}
