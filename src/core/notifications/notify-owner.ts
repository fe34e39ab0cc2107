/** Sends e-mails to the owner of an account about security events. */
import type { Template } from '../../mail/templates.ts';
import { localTime } from '../../rules/accounts/time-zone.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { deviceLabel } from '../../rules/sessions/user-agent.ts';
import { type AccountRow, findAccountById } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { type OutgoingEmail, sendEmail } from './send-email.ts';

/** Maximum for one template and account: the e-mail address may belong to a person who did not register it. */
const EMAILS_PER_DAY = { max: 3, windowMs: DAY_MS };

type Notice = Exclude<Template, 'password_reset_code'>;

/** Reports a sign-in from an address block and a user-agent family that are new to the account. */
export function notifyNewDevice(ctx: Ctx, account: AccountRow) {
  notify(ctx, account, 'new_device');
}

/** Reports that failed attempts have locked the account. */
export function notifyAccountLocked(ctx: Ctx, account: AccountRow) {
  notify(ctx, account, 'account_locked');
}

/** Reports that the password was replaced and sessions have ended. */
export function notifyPasswordChanged(ctx: Ctx, account: AccountRow) {
  notify(ctx, account, 'password_changed');
}

/** Reports a new e-mail address of the account, to the previous address. */
export function notifyEmailChanged(ctx: Ctx, before: AccountRow) {
  notify(ctx, before, 'email_changed');
}

/** Reports that a refresh token was reused and its session has ended. */
export function notifyRefreshReuse(ctx: Ctx, accountId: string) {
  const sent = findAccountById(ctx.database, accountId).then((account) => {
    if (account) notify(ctx, account, 'refresh_reuse');
  });
  ctx.waitUntil(sent);
}

/**
 * The name in the salutation; empty when the e-mail address is not verified. Otherwise an attacker could register a
 * foreign address and send a text of their choice to it as the name.
 */
export function addressee({ isVerified, firstName, username }: AccountRow): string {
  return isVerified ? firstName || username : '';
}

function notify(ctx: Ctx, account: AccountRow, template: Notice) {
  const to = account.email;
  if (!to) return;
  const occasion = {
    name: addressee(account),
    device: deviceLabel(ctx.request.userAgent),
    address: ctx.request.address || 'an unknown address',
    country: ctx.request.country,
    time: localTime(account.timeZone, ctx.nowMs),
  };
  const { maxFailures: failures, lockMs } = ctx.configuration.lockout;
  const email: OutgoingEmail =
    template === 'account_locked'
      ? { to, template, data: { ...occasion, failures, lockSeconds: lockMs / 1000 } }
      : { to, template, data: occasion };
  const isAllowed = ctx.objects.account(account.id).takeEmailAllowance({ template, limit: EMAILS_PER_DAY });
  ctx.waitUntil(isAllowed.then((allowed) => allowed && sendEmail(ctx, email)));
}
