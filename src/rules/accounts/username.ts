/** The rule for user names. Pure. They contain no `@`, so a user name can never equal an e-mail address. */

/** In code points. */
export const MAX_USERNAME_LENGTH = 150;

export const USERNAME_PATTERN = new RegExp(`^[\\p{L}\\p{N}_.+-]{1,${MAX_USERNAME_LENGTH}}$`, 'u');
