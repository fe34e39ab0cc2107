/** The data of the signed-in user from which the navigation of a page is built. */
import { hasSingleKeys } from '../../../rules/accounts/preferences.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { Person } from '../components/navigation.tsx';

/** The name is the first and last name of the account, or the user name if the account has neither. */
export function personOf(account: AccountRow): Person {
  const { id, firstName, lastName, username, email, preferences, role } = account;
  const name = [firstName, lastName].filter(Boolean).join(' ') || username;
  return { id, name, email, hasSingleKeys: hasSingleKeys(preferences), isAdministrator: role === 'admin' };
}
