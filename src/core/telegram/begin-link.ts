/**
 * Begins the session of a link between an account and a Telegram user. The object of the account stores the session.
 */
import { AppError, unavailable } from '../../rules/app-error.ts';
import { TELEGRAM_LINK_TERMS } from '../../rules/sessions/telegram-link.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { deliverQueuedNotice, draftNotice } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

/** The id and the user name of a Telegram user. The user name can change, so only the id identifies the user. */
export interface TelegramUser {
  id: number;
  username: string | null;
}

/** The name of the device in the list of sessions. */
const DEVICE_NAME = 'Telegram';

/**
 * Links the account to the Telegram user. A previous link of the account ends, and the Telegram user is no longer
 * linked to another account. An e-mail notifies the owner, unless the account has no address or the limit of these
 * e-mails is used up.
 * @throws AppError `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED`, `UNAVAILABLE`
 */
export async function beginLink(ctx: Ctx, account: AccountRow, user: TelegramUser): Promise<void> {
  const telegramName = user.username === null ? String(user.id) : `@${user.username}`;
  const notice = draftNotice(ctx, account, 'telegram_linked', { telegramName });
  const result = await ctx.objects.account(account.id).begin({
    terms: TELEGRAM_LINK_TERMS,
    copy: {
      owner: account.number,
      kind: 'telegram_link',
      deviceName: DEVICE_NAME,
      telegramUserId: user.id,
      telegramUsername: user.username,
      begunBy: 'password',
      // The address of the request belongs to a server of Telegram and not to the user.
      address: '',
      userAgent: DEVICE_NAME,
      country: null,
    },
    clientTraits: { addressBlock: '', userAgentFamily: DEVICE_NAME },
    maxLifeMs: ctx.configuration.sessionLifeMs,
    attempt: null,
    signInLimit: { requestingBlock: '', limit: ctx.configuration.limits.sign_ins },
    event: {
      ...draftEvent(ctx, account.number, 'telegram_linked', telegramName),
      address: null,
      userAgent: DEVICE_NAME,
      country: null,
    },
    rehash: null,
    passwordEpoch: null,
    newDeviceNotice: notice,
  });
  if (result.kind === 'closed') throw new AppError('ACCOUNT_DEACTIVATED');
  if (result.kind === 'expired') throw new AppError('ACCOUNT_EXPIRED');
  if (result.kind !== 'begun') throw unavailable();
  addDatabaseCost(ctx.cost, result.cost);
  if (notice && result.isNoticeQueued) deliverQueuedNotice(ctx, notice);
}
