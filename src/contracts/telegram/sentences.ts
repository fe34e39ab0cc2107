/** The sentences with which the bot reports failures, limits, missing links and buttons that can no longer be used. */
import type { ErrorCode } from '../../rules/app-error.ts';

const APOLOGY = 'Sorry, something went wrong. Please try again.';

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'This contact no longer exists.',
  MERGED: 'This contact was merged into another contact. Search for it by name.',
  ALREADY_CONTACT: 'This is already a contact.',
  NOT_CONVERTIBLE: 'A target needs a name and an e-mail address or phone number before it can be converted.',
  DUPLICATE_CONTACT: 'Another contact has this e-mail address.',
  DUPLICATE_TARGET: 'Another target has this name and company.',
  PLUG_QUOTA_EXCEEDED: 'Your account has reached its maximum number of contacts.',
  INVALID_INPUT: 'A value is too long or not valid. Nothing was changed.',
  ACCOUNT_DEACTIVATED: 'This account is deactivated.',
  ACCOUNT_EXPIRED: 'This account has expired.',
};

/** The response to the first update of a minute that exceeds the limit of a chat. */
export const LIMIT_SENTENCE = 'Too many messages. Please wait a minute.';

/** A response in a chat without a link. */
export const NOT_LINKED_SENTENCE =
  'This chat is not linked to an account. Open Account › Telegram on the website, and use the link or the code there.';

/**
 * The response to a button that can no longer be used: its data are unknown, its link code can no longer be used, the
 * chat already has a link, or the message with the contact is missing.
 */
export const OLD_BUTTON_SENTENCE = 'This button is no longer valid.';

/** Whether an error code has a sentence. An error with a sentence is expected and is not logged. */
export function hasSentence(code: ErrorCode): boolean {
  return Object.hasOwn(SENTENCES, code);
}

/** Returns the sentence for an error code; an apology for a code without a sentence. */
export function sentenceOf(code: ErrorCode): string {
  return SENTENCES[code] ?? APOLOGY;
}
