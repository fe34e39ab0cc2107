/** An e-mail address that its owner recognizes and that other people cannot use. Pure. */

/** The first character of the local part, and the domain: `j***@example.com`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
