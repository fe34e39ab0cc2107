/** The data of the signed-in user that the navigation shows, and the displayed name of any account. */
import type { CallerAccount } from '../../../core/request/access.ts';
import { hasSingleKeys } from '../../../rules/accounts/preferences.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { Person } from '../components/navigation.tsx';

/** The data of the caller. */
export function personOf(account: CallerAccount): Person {
  const { id, email, preferences, isAdmin } = account;
  const name = nameOf(account);
  return { id, name, email, hasSingleKeys: hasSingleKeys(preferences), isAdministrator: isAdmin };
}

/** The first and last name of an account, or the user name if the account has neither. */
export function nameOf({ firstName, lastName, username }: AccountRow): string {
  return [firstName, lastName].filter(Boolean).join(' ') || username;
}
