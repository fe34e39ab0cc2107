/** Whether an account's time is over. Pure. */

/** An account without an end never expires. */
export function hasExpired({ expiresAtMs }: { expiresAtMs: number | null }, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}
