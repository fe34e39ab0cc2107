/** Finds accounts by the beginning of the user name or e-mail address, or by the number. Each search uses an index. */
import { type SQL, sql } from 'drizzle-orm';
import { usernamePrefix } from '../../rules/accounts/username.ts';

/** The last code point. Every text that begins with a prefix is less than the prefix followed by this character. */
const LAST_CHARACTER = '\u{10FFFF}';

export interface AccountSearch {
  /** The beginning of a user name or of an e-mail address, in normalization form C and in lower case. */
  prefix: string;
  /** The number of an account; null if the text is not a number of at most 12 digits. */
  number: number | null;
}

/** Converts the typed text of an administrator to a search. */
export function accountSearch(typed: string): AccountSearch {
  // The prefix is converted to lower case, because the collation `NOCASE` ignores the case of A to Z only. All other
  // letters of the stored values are lower case.
  const prefix = usernamePrefix(typed);
  return { prefix, number: /^\d{1,12}$/.test(prefix) ? Number(prefix) : null };
}

/** The condition that the user name begins with the prefix. The comparison uses the index `users_username`. */
export function usernamePrefixCondition({ prefix }: AccountSearch): SQL {
  return sql`username COLLATE NOCASE >= ${prefix} AND username COLLATE NOCASE < ${prefix + LAST_CHARACTER}`;
}

/** The condition that the e-mail address begins with the prefix. The comparison uses the index `users_email`. */
export function emailPrefixCondition({ prefix }: AccountSearch): SQL {
  return sql`email >= ${prefix} AND email < ${prefix + LAST_CHARACTER}`;
}

/**
 * A subquery of the numbers of the accounts that match. A searched number is included without a look-up, so the account
 * with this number may be deleted or may not exist.
 */
export function matchingNumbers(search: AccountSearch): SQL {
  return sql`(SELECT number FROM users WHERE deleted_at IS NULL AND ${usernamePrefixCondition(search)}
    UNION SELECT number FROM users WHERE deleted_at IS NULL AND ${emailPrefixCondition(search)}
    UNION SELECT ${search.number} WHERE ${search.number} IS NOT NULL)`;
}
