/** The rule for the identifier that a person types to sign in: an e-mail address or a user name. Pure. */
import { asciiLowerCase, canonicalEmail } from './email-address.ts';
import { canonicalUsername } from './username.ts';

/**
 * The form under which an identifier is looked up and its attempts are counted. A to Z are always converted to lower
 * case. A text that is neither a valid address nor a valid user name is otherwise only trimmed. Such a text can be a
 * default user name (see `defaultUsername`).
 */
export function canonicalIdentifier(text: string): string {
  const typed = text.trim();
  const canonical = typed.includes('@') ? canonicalEmail(typed) : canonicalUsername(typed);
  return asciiLowerCase(canonical ?? typed);
}
