/** Letters to an account's owner about what happened to the account. */
import { deviceLabel } from '../rules/device-label.ts';
import { localTime } from '../rules/time-zone.ts';
import { type AccountRow, findAccountById } from '../store/users.ts';
import type { Ctx } from './context.ts';
import { sendMail } from './send-mail.ts';

/** A sign-in from an address block and a user agent family that this account has not met. */
export function tellOfNewDevice(ctx: Ctx, account: AccountRow, client: { deviceName?: string | undefined }) {
  tell(ctx, account, 'new_device', client.deviceName || deviceLabel(ctx.request.userAgent));
}

/** Ten failures in a row have locked the account for everybody unknown to it. */
export function tellOfLock(ctx: Ctx, account: AccountRow) {
  tell(ctx, account, 'account_locked', deviceLabel(ctx.request.userAgent));
}

/** The password was replaced, and every session ended with it. */
export function tellOfChangedPassword(ctx: Ctx, account: AccountRow) {
  tell(ctx, account, 'password_changed', deviceLabel(ctx.request.userAgent));
}

/** A refresh token was presented by a second holder; the session has ended. */
export function tellOfReuse(ctx: Ctx, accountId: string) {
  const telling = findAccountById(ctx.database, accountId).then((account) => {
    if (account) tell(ctx, account, 'refresh_reuse', deviceLabel(ctx.request.userAgent));
  });
  ctx.waitUntil(telling);
}

function tell(
  ctx: Ctx,
  account: AccountRow,
  template: 'new_device' | 'account_locked' | 'password_changed' | 'refresh_reuse',
  device: string,
) {
  if (!account.email) return;
  sendMail(ctx, {
    to: account.email,
    template,
    data: {
      name: account.firstName || account.username,
      device,
      address: ctx.request.address || 'an unknown address',
      country: ctx.request.country,
      time: localTime(account.timeZone, ctx.nowMs),
    },
  });
}
