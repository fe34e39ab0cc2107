/** Converts between the single full name that some clients use and the first and last name of an account. Pure. */

interface TwoNames {
  firstName: string;
  lastName: string;
}

/** The first and the last name joined, or the user name if both names are empty. */
export function fullName({ firstName, lastName, username }: TwoNames & { username: string }): string {
  return `${firstName} ${lastName}`.trim() || username;
}

/** Splits a name into the two names of an account: the first word, and the rest. */
export function splitName(name: string): TwoNames {
  const [firstName = '', ...rest] = name.split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
}
