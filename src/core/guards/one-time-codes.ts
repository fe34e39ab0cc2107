/**
 * Requests and redeems one-time codes. The caller first counts the call of the client address, and then finds the
 * account. Without an account, the same calls are made, so that the response does not reveal whether the account exists.
 */
import { equalSecrets } from '../../crypto/compare.ts';
import { otpCode } from '../../crypto/otp-code.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import type { OtpPurpose } from '../../rules/guards/otp.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { countWrongCode } from './code-limits.ts';
import { guardFor, limitExceeded } from './limits.ts';

const NONCE_BYTES = 16;

/** The account that a code is for, or null, and the result of `subjectOf` for the e-mail address. */
interface CodeOwner {
  account: AccountRow | null;
  subject: string;
  purpose: OtpPurpose;
}

/**
 * Stores the record from which the code is derived. A record for this purpose that is still valid is used again, so a
 * repeated request for the same address yields the same code. Returns the nonce of the record, the time until the code
 * expires, and whether the limit of e-mails allows to send the code.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function requestCode(ctx: Ctx, { account, subject, purpose }: CodeOwner) {
  const { limits, codes, otpLifeMs } = ctx.configuration;
  const result = await guardFor(ctx, account, subject).requestOtp({
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
  return {
    nonce: result.nonce,
    isEmailAllowed: result.isEmailAllowed,
    expiresInSeconds: secondsUntil(result.expiresAtMs, ctx.nowMs, otpLifeMs),
    minutes: Math.max(1, Math.round((result.expiresAtMs - ctx.nowMs) / 60_000)),
  };
}

/**
 * Checks a code that was sent to an address, marks the code as used, and stores a reset token if `tokenHash` is not
 * null. Returns the account. A deactivated account has the same result as a wrong code.
 * @throws AppError `LIMIT_EXCEEDED`, `OTP_EXPIRED`, `OTP_WRONG`, `UNAVAILABLE`
 */
export async function redeemCode(
  ctx: Ctx,
  input: CodeOwner & { email: string; code: string; tokenHash: string | null },
): Promise<AccountRow> {
  const { account, subject, purpose, email, code, tokenHash } = input;
  const { limits, codes, derivedKeys, resetTokenLifeMs } = ctx.configuration;
  const result = await guardFor(ctx, account, subject).takeOtpTry({
    subject,
    requestingBlock: ctx.request.requestingBlock,
    limit: limits.verify_otp,
    maxTriesPerBlock: codes.triesPerBlock,
    purpose,
  });
  if (result.kind === 'limited') throw limitExceeded(ctx, 'verify_otp', result);
  if (result.kind === 'expired') throw new AppError('OTP_EXPIRED');
  const { nonce } = result;
  const expected = otpCode(derivedKeys.oneTimeCodes, {
    accountId: account?.id ?? subject,
    email,
    purpose,
    nonce,
  });
  const isRight = equalSecrets(expected, code);
  if (!isRight || !account?.isActive) {
    if (!isRight) countWrongCode(ctx);
    if (account) recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_failed', purpose)]);
    throw new AppError('OTP_WRONG');
  }
  const redeemed = { purpose, nonce, tokenHash, tokenLifeMs: resetTokenLifeMs };
  if (!(await ctx.objects.account(account.id).redeemOtp(redeemed))) throw new AppError('OTP_EXPIRED');
  return account;
}
