/** Whether an account is premium at this moment. Pure. */

/** Granted for good, or until a moment that has not come. */
export function isPremium(
  account: { isPremium: boolean; premiumUntilMs: number | null },
  nowMs: number,
): boolean {
  return account.isPremium && (account.premiumUntilMs === null || account.premiumUntilMs > nowMs);
}
