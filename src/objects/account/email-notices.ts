/** The change that queues a notice to the owner of an account. */
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { EmailNotice } from './inputs.ts';

/** The change that queues a notice, as part of the reported decision. Empty when the template's limit is used up. */
export function takeNotice(store: GuardStore, notice: EmailNotice | null): AccountChange[] {
  if (!notice) return [];
  const { email, limit } = notice;
  const { allowed } = store.spend(SELF, `email:${email.template}`, limit, Date.now());
  return allowed ? [{ type: 'email_queued', email }] : [];
}
