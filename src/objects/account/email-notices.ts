/** Queues a notice to the owner of an account together with the decision that the notice reports. */
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { EmailNotice } from './inputs.ts';

/**
 * Counts a notice, and returns the change that queues it. Returns an empty list if the limit of the template is used
 * up.
 */
export function noticeChanges(store: GuardStore, notice: EmailNotice | null): AccountChange[] {
  if (!notice) return [];
  const { email, limit } = notice;
  const { allowed } = store.countCall(SELF, `email:${email.template}`, limit, Date.now());
  return allowed ? [{ type: 'email_queued', email }] : [];
}
