/** The texts of the reasons for which contacts are possible duplicates. */
import type { DuplicateReason } from '../../../../rules/plugs/duplicates/duplicate-groups.ts';

/** The texts of the reasons, as they are written inside a sentence. */
export const REASONS_IN_WORDS: Record<DuplicateReason, string> = {
  same_email: 'same e-mail address',
  same_phone: 'same phone number',
  same_linkedin: 'same LinkedIn profile',
  same_telegram: 'same Telegram account',
  same_name_company: 'same name and company',
  similar_name: 'similar name',
};

/** Returns the texts of several reasons, separated by commas. */
export function reasonsInWords(reasons: readonly DuplicateReason[]): string {
  return reasons.map((reason) => REASONS_IN_WORDS[reason]).join(', ');
}

/** Returns a reason as a label that begins with a capital letter. */
export function reasonLabel(reason: DuplicateReason): string {
  const words = REASONS_IN_WORDS[reason];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
