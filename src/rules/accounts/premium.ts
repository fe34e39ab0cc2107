/** Premium state of accounts. Pure. */

/** Whether an account is premium: permanently, or until an instant in the future. */
export function isPremium(
  account: { isPremium: boolean; premiumUntilMs: number | null },
  nowMs: number,
): boolean {
  return account.isPremium && (account.premiumUntilMs === null || account.premiumUntilMs > nowMs);
}
