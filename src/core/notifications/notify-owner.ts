/** Sends e-mails to the owner of an account about security events. */
import type { EventDetails, Template } from '../../mail/templates.ts';
import type { EmailNotice } from '../../objects/account/inputs.ts';
import { keepsPlexLink } from '../../rules/accounts/plex-profile.ts';
import { localTime } from '../../rules/accounts/time-zone.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { deviceLabel } from '../../rules/sessions/user-agent.ts';
import { type AccountRow, findAccountById } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { deliver, type OutgoingEmail, queuedEmail, sendEmail } from './send-email.ts';

/**
 * The maximum number of e-mails of one template to one account in a day. The limit is required because the e-mail
 * address may belong to a person who did not register the account.
 */
const DAILY_EMAIL_LIMIT = { max: 3, windowMs: DAY_MS };

/** The templates of e-mails that only report an event. They contain no code and no link that changes the account. */
type NoticeTemplate = Exclude<
  Template,
  'password_reset_code' | 'email_verification_code' | 'email_change_code' | 'email_changed' | 'invitation'
>;

/**
 * Returns the e-mail about a change of an account, without queueing it. `details` contains the data that only this
 * template uses. Returns null if the account has no e-mail address.
 */
export function draftNotice(
  ctx: Ctx,
  account: AccountRow,
  template: NoticeTemplate,
  details: object = {},
): EmailNotice | null {
  const email = emailAbout(ctx, account, template, details);
  return email && { email: queuedEmail(ctx, email), limit: DAILY_EMAIL_LIMIT };
}

/** Sends, after the response, a notice that the object of the account has queued. */
export function deliverQueuedNotice(ctx: Ctx, notice: EmailNotice): void {
  ctx.afterResponse(() => deliver(ctx, notice.email));
}

/** E-mails the owner that failed attempts have locked the account, unless the limit of these e-mails is used up. */
export function notifyAccountLocked(ctx: Ctx, account: AccountRow): void {
  ctx.afterResponse(() => notify(ctx, account, 'account_locked'));
}

/**
 * E-mails the owner that a refresh token was reused and that its session has ended, unless the limit of these e-mails
 * is used up.
 */
export function notifyRefreshReuse(ctx: Ctx, accountId: string): void {
  ctx.afterResponse(async () => {
    const account = await findAccountById(ctx.database, accountId);
    if (account) await notify(ctx, account, 'refresh_reuse');
  });
}

/**
 * Returns the name for the salutation of an e-mail to the address `to`. It is empty unless `to` is the verified address
 * of the account. Otherwise an attacker could register the address of another person, or request a change to this
 * address, and send any text to this person as the name.
 */
export function salutationName({ email, isVerified, firstName, username }: AccountRow, to: string): string {
  return isVerified && to === email ? firstName || username : '';
}

async function notify(ctx: Ctx, account: AccountRow, template: NoticeTemplate): Promise<void> {
  const email = emailAbout(ctx, account, template);
  if (!email) return;
  const { isAllowed } = await ctx.objects
    .account(account.id)
    .takeAllowance({ name: `email:${template}`, limit: DAILY_EMAIL_LIMIT });
  if (isAllowed) sendEmail(ctx, email);
}

/** Returns the data of this request, and the name for the salutation, for an e-mail to the address `to`. */
export function eventDetails(ctx: Ctx, account: AccountRow, to: string): EventDetails {
  return {
    name: salutationName(account, to),
    device: deviceLabel(ctx.request.userAgent),
    address: ctx.request.address || 'an unknown address',
    country: ctx.request.country,
    time: localTime(account.timeZone, ctx.nowMs),
  };
}

function emailAbout(
  ctx: Ctx,
  account: AccountRow,
  template: NoticeTemplate,
  details: object = {},
): OutgoingEmail | null {
  const to = account.email;
  if (!to) return null;
  const { maxFailures: failures, lockMs } = ctx.configuration.lockout;
  const data = {
    ...eventDetails(ctx, account, to),
    ...details,
    ...(template === 'account_locked' && { failures, lockSeconds: lockMs / 1000 }),
    ...(template === 'password_reset' && {
      isNewlyVerified: !account.isVerified,
      plexLink: plexLinkAfterReset(account),
    }),
  };
  return { to, template, data } as OutgoingEmail;
}

/** The effect of a password reset on the link with Plex; null for an account without a link. */
function plexLinkAfterReset(account: AccountRow): 'kept' | 'removed' | null {
  if (account.plexId === null) return null;
  return keepsPlexLink(account) ? 'kept' : 'removed';
}
