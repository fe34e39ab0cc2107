/** The kinds of sessions. A use case sets the kind. A client cannot change it. Pure. */

export const SESSION_KINDS = ['client', 'page', 'telegram_link', 'personal_token'] as const;

/**
 * `client`: a sign-in of a client of a contract; `page`: a sign-in at the pages; `telegram_link`: a link of
 * an account with a Telegram user; `personal_token`: a personal access token.
 */
export type SessionKind = (typeof SESSION_KINDS)[number];

/**
 * The kinds that begin with a sign-in. Telegram links and personal tokens are not included, because they have an expiry
 * of their own and must not end when the account has too many sign-ins.
 */
export const SIGN_IN_KINDS: readonly SessionKind[] = ['client', 'page'];
