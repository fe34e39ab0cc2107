/** Who administers: by role, or by a verified address that the configuration lists. */
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Configuration } from './configuration.ts';

/** An address that is not verified could be anybody's. */
export function isAdmin({ adminEmails }: Configuration, account: AccountRow): boolean {
  if (account.role === 'admin') return true;
  return account.isVerified && account.email !== null && adminEmails.includes(account.email);
}
