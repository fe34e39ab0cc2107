/** The signed-in user in the navigation. */
import { hasSingleKeys } from '../../../rules/accounts/preferences.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { Person } from '../components/navigation.tsx';

/** Returns the data of the user. The name is the full name, or the user name if the account has no full name. */
export function personOf(account: AccountRow): Person {
  const { id, firstName, lastName, username, email, preferences, role } = account;
  const name = [firstName, lastName].filter(Boolean).join(' ') || username;
  return { id, name, email, hasSingleKeys: hasSingleKeys(preferences), isAdministrator: role === 'admin' };
}
