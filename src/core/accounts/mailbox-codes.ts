/** One-time codes that prove that the owner of an account can read the e-mails of an address. */
import { equalSecrets } from '../../crypto/compare.ts';
import { otpCode } from '../../crypto/otp-code.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import type { MailboxPurpose } from '../../rules/guards/otp.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { countCodeTry, countWrongCode, takeNewAddressEmail } from '../guards/code-limits.ts';
import {
  countAddressCall,
  guardFor,
  limitExceeded,
  rejectIfLimitExceeded,
  subjectOf,
} from '../guards/limits.ts';
import { salutationName } from '../notifications/notify-owner.ts';
import { sendEmail } from '../notifications/send-email.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';

const NONCE_BYTES = 16;

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
  const { limits, codes, otpLifeMs } = ctx.configuration;
  const result = await ctx.objects.account(account.id).requestOtp({
    subject,
    requestingBlock: ctx.request.requestingBlock,
    limit: limits.send_otp,
    emailsPerBlock: codes.emailsPerBlock,
    emailsInAll: codes.emailsInAll,
    purpose,
    nonce: randomToken(NONCE_BYTES),
    policy: { lifeMs: otpLifeMs, maxTries: codes.triesInAll },
  });
  if (result.kind === 'limited') throw limitExceeded(ctx, 'send_otp', result);
  recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_requested', purpose)]);
  const expiresInSeconds = secondsUntil(result.expiresAtMs, ctx.nowMs, otpLifeMs);
  const isEmailAllowed =
    result.isEmailAllowed && (purpose === 'email_verification' || (await takeNewAddressEmail(ctx, subject)));
  if (!isEmailAllowed) return { expiresInSeconds, send: () => undefined };
  const send = () =>
    sendEmail(ctx, {
      to: email,
      template: EMAIL_TEMPLATES[purpose],
      data: {
        accountId: account.id,
        purpose,
        nonce: result.nonce,
        name: salutationName(account, email),
        minutes: Math.max(1, Math.round((result.expiresAtMs - ctx.nowMs) / 60_000)),
      },
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
  const { account, purpose, email } = input;
  const subject = subjectOf(ctx, email);
  await countCodeTry(ctx, subject);
  const { limits, codes } = ctx.configuration;
  const result = await guardFor(ctx, account, subject).takeOtpTry({
    subject,
    requestingBlock: ctx.request.requestingBlock,
    limit: limits.verify_otp,
    maxTriesPerBlock: codes.triesPerBlock,
    purpose,
  });
  if (result.kind === 'limited') throw limitExceeded(ctx, 'verify_otp', result);
  if (result.kind === 'expired') throw new AppError('OTP_EXPIRED');
  const { oneTimeCodes } = ctx.configuration.derivedKeys;
  const expected = otpCode(oneTimeCodes, {
    accountId: account?.id ?? subject,
    email,
    purpose,
    nonce: result.nonce,
  });
  const isRight = equalSecrets(expected, input.code);
  if (!isRight || !account?.isActive) {
    if (!isRight) countWrongCode(ctx);
    if (account) recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_failed', purpose)]);
    throw new AppError('OTP_WRONG');
  }
  const isFirst = await ctx.objects.account(account.id).redeemOtp({
    purpose,
    nonce: result.nonce,
    tokenHash: null,
    tokenLifeMs: 0,
  });
  if (!isFirst) throw new AppError('OTP_EXPIRED');
  return account;
}
