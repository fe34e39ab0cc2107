/** The reasons for duplicates in words. */
import type { DuplicateReason } from '../../../../rules/plugs/duplicates/duplicate-groups.ts';

/** The reasons inside a sentence. */
export const REASONS_IN_WORDS: Record<DuplicateReason, string> = {
  same_email: 'same e-mail address',
  same_phone: 'same phone number',
  same_linkedin: 'same LinkedIn profile',
  same_telegram: 'same Telegram account',
  same_name_company: 'same name and company',
  similar_name: 'similar name',
};

/** Returns several reasons as a part of a sentence. */
export function reasonsInWords(reasons: readonly DuplicateReason[]): string {
  return reasons.map((reason) => REASONS_IN_WORDS[reason]).join(', ');
}

/** Returns a reason as a label that begins with a capital letter. */
export function reasonLabel(reason: DuplicateReason): string {
  const words = REASONS_IN_WORDS[reason];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
