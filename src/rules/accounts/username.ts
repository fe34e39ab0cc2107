/** The rule for user names. Pure. They contain no `@`, so a user name can never equal an e-mail address. */

export const USERNAME_PATTERN = /^[\p{L}\p{N}_.+-]{1,150}$/u;
