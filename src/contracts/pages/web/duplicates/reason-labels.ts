/** The reasons for duplicates in words. */
import type { DuplicateReason } from '../../../../rules/plugs/duplicates/duplicate-groups.ts';

export const REASON_LABELS: Record<DuplicateReason, string> = {
  same_email: 'Same e-mail address',
  same_phone: 'Same phone number',
  same_linkedin: 'Same LinkedIn profile',
  same_telegram: 'Same Telegram account',
  same_name_company: 'Same name and company',
  similar_name: 'Similar name',
};

/** Returns reasons as a part of a sentence. */
export function reasonsInWords(reasons: readonly DuplicateReason[]): string {
  return reasons.map((reason) => REASON_LABELS[reason].replace(/^S/, 's')).join(', ');
}
