/** Premium state of accounts. Pure. */

/** Whether an account is premium at `nowMs`: permanently, or until a later instant. */
export function isPremium(
  account: { isPremium: boolean; premiumUntilMs: number | null },
  nowMs: number,
): boolean {
  return account.isPremium && (account.premiumUntilMs === null || account.premiumUntilMs > nowMs);
}
