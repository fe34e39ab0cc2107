/** The data of the signed-in user that the navigation shows. */
import type { CallerAccount } from '../../../core/request/access.ts';
import { fullName } from '../../../rules/accounts/full-name.ts';
import { hasSingleKeys } from '../../../rules/accounts/preferences.ts';
import type { Person } from '../components/navigation.tsx';

/** The data of the caller. */
export function personOf(account: CallerAccount): Person {
  const { id, email, preferences, isAdmin } = account;
  const name = fullName(account);
  return { id, name, email, hasSingleKeys: hasSingleKeys(preferences), isAdministrator: isAdmin };
}
