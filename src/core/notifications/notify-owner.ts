/** Letters to an account's owner about what happened to the account. */
import type { Template } from '../../mail/templates.ts';
import { localTime } from '../../rules/accounts/time-zone.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { deviceLabel } from '../../rules/sessions/user-agent.ts';
import { type AccountRow, findAccountById } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { type OutgoingEmail, sendEmail } from './send-email.ts';

/** Letters of one kind to one account: an address that somebody else registered must not be flooded. */
const EMAILS_PER_DAY = { max: 3, windowMs: DAY_MS };

type Notice = Exclude<Template, 'password_reset_code'>;

/** A sign-in from an address block and a user agent family that this account has not met. */
export function notifyNewDevice(ctx: Ctx, account: AccountRow) {
  tell(ctx, account, 'new_device');
}

/** Ten failures in a row have locked the account for everybody unknown to it. */
export function notifyAccountLocked(ctx: Ctx, account: AccountRow) {
  tell(ctx, account, 'account_locked');
}

/** The password was replaced, and sessions ended with it. */
export function notifyPasswordChanged(ctx: Ctx, account: AccountRow) {
  tell(ctx, account, 'password_changed');
}

/** The account has another address now; the one that it had is told. */
export function notifyEmailChanged(ctx: Ctx, before: AccountRow) {
  tell(ctx, before, 'email_changed');
}

/** A refresh token was presented by a second holder; the session has ended. */
export function notifyRefreshReuse(ctx: Ctx, accountId: string) {
  const telling = findAccountById(ctx.database, accountId).then((account) => {
    if (account) tell(ctx, account, 'refresh_reuse');
  });
  ctx.waitUntil(telling);
}

/** What strangers may have written (a name, a device's own name) stays out of letters to unproved addresses. */
export function addressee({ isVerified, firstName, username }: AccountRow): string {
  return isVerified ? firstName || username : '';
}

function tell(ctx: Ctx, account: AccountRow, template: Notice) {
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
  const telling = ctx.objects.account(account.id).takeEmailAllowance({ template, limit: EMAILS_PER_DAY });
  ctx.waitUntil(telling.then((isAllowed) => isAllowed && sendEmail(ctx, email)));
}
