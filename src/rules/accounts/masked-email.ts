/** Masks an e-mail address, so that its owner recognizes it and other people cannot use it. Pure. */

/** The first character of the local part, and the domain: `j***@example.com`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
