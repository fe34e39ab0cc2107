/** Expiry of accounts. Pure. */

/** Whether an account has expired. An account without an expiry time never expires. */
export function hasExpired({ expiresAtMs }: { expiresAtMs: number | null }, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}
