/** The signed-in person as the navigation shows it. */
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { Person } from '../components/navigation.tsx';

/** The full name; the user name of an account without one. */
export function personOf({ id, firstName, lastName, username, email }: AccountRow): Person {
  const name = [firstName, lastName].filter(Boolean).join(' ') || username;
  return { id, name, email };
}
