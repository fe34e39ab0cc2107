/** One-time codes that prove that the owner of an account can read the e-mails of an address. */
import type { MailboxPurpose } from '../../rules/guards/otp.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { countCodeTry, takeNewAddressEmail } from '../guards/code-limits.ts';
import { countAddressCall, rejectIfLimitExceeded, subjectOf } from '../guards/limits.ts';
import { redeemCode, requestCode } from '../guards/one-time-codes.ts';
import { salutationName } from '../notifications/notify-owner.ts';
import { sendEmail } from '../notifications/send-email.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';

const EMAIL_TEMPLATES = {
  email_verification: 'email_verification_code',
  email_change: 'email_change_code',
} as const;

/** A valid code that this request has not sent yet. */
export interface MailboxCode {
  expiresInSeconds: number;
  /**
   * Sends the code after the response. Does nothing if the code must not be sent, for example if the limit of e-mails
   * is used up.
   */
  send: () => void;
}

/**
 * Counts a request for a code, records the event `otp_requested` and stores the record from which the code is derived.
 * A record for this purpose that is still valid is used again, so a repeated request for the same address sends the
 * same code. The caller of this function decides whether the code is sent.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function requestMailboxCode(
  ctx: Ctx,
  { account, purpose, email }: { account: AccountRow; purpose: MailboxPurpose; email: string },
): Promise<MailboxCode> {
  const subject = subjectOf(ctx, email);
  await rejectIfLimitExceeded(ctx, 'send_otp', subject);
  await countAddressCall(ctx, 'send_otp');
  const { nonce, minutes, expiresInSeconds, ...requested } = await requestCode(ctx, {
    account,
    subject,
    purpose,
  });
  recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_requested', purpose)]);
  const isEmailAllowed =
    requested.isEmailAllowed &&
    (purpose === 'email_verification' || (await takeNewAddressEmail(ctx, subject)));
  if (!isEmailAllowed) return { expiresInSeconds, send: () => undefined };
  const send = () =>
    sendEmail(ctx, {
      to: email,
      template: EMAIL_TEMPLATES[purpose],
      data: { accountId: account.id, purpose, nonce, name: salutationName(account, email), minutes },
    });
  return { expiresInSeconds, send };
}

/**
 * Checks a code that was sent to an address and marks the code as used. Returns the account. If `account` is null, the
 * same calls are made and the code is rejected. A deactivated account has the same result as a wrong code.
 * @throws AppError `LIMIT_EXCEEDED`, `OTP_EXPIRED`, `OTP_WRONG`, `UNAVAILABLE`
 */
export async function proveMailbox(
  ctx: Ctx,
  input: { account: AccountRow | null; purpose: MailboxPurpose; email: string; code: string },
): Promise<AccountRow> {
  const subject = subjectOf(ctx, input.email);
  await countCodeTry(ctx, subject);
  return redeemCode(ctx, { ...input, subject, tokenHash: null });
}
