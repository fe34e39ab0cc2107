/** What a user name may be. Pure. It can hold no `@`, so that no name is ever somebody's e-mail address. */

export const USERNAME_PATTERN = /^[\p{L}\p{N}_.+-]{1,150}$/u;
