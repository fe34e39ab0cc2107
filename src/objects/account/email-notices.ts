/** E-mails that notify the owner of an account about a change. Each e-mail is queued together with the change. */
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { EmailNotice } from './inputs.ts';

/**
 * Counts a notice against the limit of its template, and returns the change that queues the e-mail. The list is empty
 * if there is no notice, or if the limit is used up.
 */
export function takeNoticeChanges(store: GuardStore, notice: EmailNotice | null): AccountChange[] {
  if (!notice) return [];
  const { email, limit } = notice;
  const { isAllowed } = store.countCall(SELF, `email:${email.template}`, limit, Date.now());
  return isAllowed ? [{ type: 'email_queued', email }] : [];
}
