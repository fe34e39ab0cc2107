/**
 * Resets a forgotten password in three steps: the user receives a code by e-mail, exchanges the code for a token, and
 * sets a new password with the token.
 */
import { equalSecrets, fingerprint } from '../../crypto/compare.ts';
import { otpCode } from '../../crypto/otp-code.ts';
import { hashPassword } from '../../crypto/password-hash.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import { type AccountRow, findAccountByEmail } from '../../store/accounts/accounts.ts';
import { verifyEmailStatement } from '../../store/accounts/email-addresses.ts';
import { countCodeTry, countWrongCode } from '../guards/code-limits.ts';
import {
  countAddressCall,
  guardFor,
  limitExceeded,
  rejectIfLimitExceeded,
  subjectOf,
} from '../guards/limits.ts';
import { deliverQueuedNotice, draftNotice, salutationName } from '../notifications/notify-owner.ts';
import { sendEmail } from '../notifications/send-email.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { rejectWeakPassword, weakPasswordProblems } from './reject-weak-password.ts';

const PURPOSE = 'password_reset';
const NONCE_BYTES = 16;
const TOKEN_BYTES = 32;

/**
 * Sends a code to the account with this e-mail address. A second request during the lifetime of the code sends the same
 * code. No code is sent if no account has the address, if the account is deactivated, or if the limit of e-mails is
 * used up. The result is the same in these cases.
 * @returns the seconds until the code expires
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function requestPasswordReset(ctx: Ctx, { email }: { email: string }): Promise<number> {
  const subject = subjectOf(ctx, email);
  await rejectIfLimitExceeded(ctx, 'send_otp', subject);
  await countAddressCall(ctx, 'send_otp');
  const { account, guard } = await findAccountAndGuard(ctx, email, subject);
  const { limits, codes, otpLifeMs } = ctx.configuration;
  const policy = { lifeMs: otpLifeMs, maxTries: codes.triesInAll };
  const result = await guard.requestOtp({
    subject,
    requestingBlock: ctx.request.requestingBlock,
    limit: limits.send_otp,
    emailsPerBlock: codes.emailsPerBlock,
    emailsInAll: codes.emailsInAll,
    purpose: PURPOSE,
    nonce: randomToken(NONCE_BYTES),
    policy,
  });
  if (result.kind === 'limited') throw limitExceeded(ctx, 'send_otp', result);
  const expiresInSeconds = secondsUntil(result.expiresAtMs, ctx.nowMs, otpLifeMs);
  if (!account?.isActive || !result.isEmailAllowed) return expiresInSeconds;
  recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_requested', PURPOSE)]);
  sendEmail(ctx, {
    to: email,
    template: 'password_reset_code',
    data: {
      accountId: account.id,
      purpose: PURPOSE,
      nonce: result.nonce,
      name: salutationName(account, email),
      minutes: Math.max(1, Math.round((result.expiresAtMs - ctx.nowMs) / 60_000)),
    },
  });
  return expiresInSeconds;
}

/**
 * Exchanges a code for a reset token. A code can be exchanged once.
 * @returns the token; only its hash is stored
 * @throws AppError `LIMIT_EXCEEDED`, `OTP_EXPIRED`, `OTP_WRONG`, `UNAVAILABLE`
 */
export async function verifyResetCode(ctx: Ctx, input: { email: string; code: string }): Promise<string> {
  const subject = subjectOf(ctx, input.email);
  await countCodeTry(ctx, subject);
  const { account, guard } = await findAccountAndGuard(ctx, input.email, subject);
  const { limits, codes } = ctx.configuration;
  const result = await guard.takeOtpTry({
    subject,
    requestingBlock: ctx.request.requestingBlock,
    limit: limits.verify_otp,
    maxTriesPerBlock: codes.triesPerBlock,
    purpose: PURPOSE,
  });
  if (result.kind === 'limited') throw limitExceeded(ctx, 'verify_otp', result);
  if (result.kind === 'expired') throw new AppError('OTP_EXPIRED');
  const accountId = account?.id ?? subject;
  const expected = otpCode(ctx.configuration.derivedKeys.oneTimeCodes, {
    accountId,
    email: input.email,
    purpose: PURPOSE,
    nonce: result.nonce,
  });
  const isRight = equalSecrets(expected, input.code);
  if (!isRight || !account?.isActive) {
    if (!isRight) countWrongCode(ctx);
    if (account) recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_failed', PURPOSE)]);
    throw new AppError('OTP_WRONG');
  }
  const token = randomToken(TOKEN_BYTES);
  const isFirst = await ctx.objects.account(account.id).redeemOtp({
    purpose: PURPOSE,
    nonce: result.nonce,
    tokenHash: tokenHashOf(input.email, token),
    tokenLifeMs: ctx.configuration.resetTokenLifeMs,
  });
  if (!isFirst) throw new AppError('OTP_EXPIRED');
  recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_verified', PURPOSE)]);
  return token;
}

/**
 * Replaces the password. The reset token can be used once. All sessions and locks of the account end. A link with Plex
 * is removed, unless Plex had confirmed the e-mail address. The e-mail address becomes verified, because the code that
 * was exchanged for the token was sent to this address. The code alone does not verify the address: if another person
 * registered the address, the sessions of this person end only when the password is replaced.
 * @throws AppError `INVALID_INPUT` (weak password), `LIMIT_EXCEEDED`, `RESET_TOKEN_INVALID`, `UNAVAILABLE`
 */
export async function resetPassword(
  ctx: Ctx,
  { email, newPassword, token }: { email: string; newPassword: string; token: string },
): Promise<void> {
  const newPasswordInput = { field: 'new_password', password: newPassword, style: 'composition' } as const;
  // A request with a password that breaks a rule is not counted as a request with a wrong token.
  const problems = await weakPasswordProblems(ctx, {
    ...newPasswordInput,
    account: { email, username: null },
  });
  const subject = subjectOf(ctx, email);
  const { account, guard } = await findAccountAndGuard(ctx, email, subject);
  const tokenHash = tokenHashOf(email, token);
  const limit = ctx.configuration.limits.change_password;
  const { requestingBlock } = ctx.request;
  // The token is checked before any limit, because the wrong tokens of other callers must not block the correct token.
  // A token has 256 bits and cannot be guessed.
  const check = await guard.checkResetToken({
    subject,
    requestingBlock,
    limit,
    tokenHash,
    isCounted: problems.length === 0,
  });
  if (check.kind === 'limited') throw limitExceeded(ctx, 'change_password', check);
  // The user name of the account is compared only for a valid token, because it must not be revealed to other callers.
  const username = check.kind === 'valid' ? (account?.username ?? null) : null;
  await rejectWeakPassword(ctx, { ...newPasswordInput, account: { email, username } });
  if (check.kind === 'invalid') await countAddressCall(ctx, 'change_password');
  if (check.kind === 'invalid' || !account?.isActive) throw new AppError('RESET_TOKEN_INVALID');
  ctx.cost.hashes += 1;
  const notice = draftNotice(ctx, account, 'password_reset');
  const result = await ctx.objects.account(account.id).resetPassword({
    tokenHash,
    passwordHash: hashPassword(newPassword, ctx.configuration.pepper),
    event: draftEvent(ctx, account.number, 'password_changed', 'reset'),
    notice,
  });
  if (result.kind === 'invalid') throw new AppError('RESET_TOKEN_INVALID');
  if (result.kind === 'unavailable') throw unavailable();
  addDatabaseCost(ctx.cost, result.cost);
  // A failure is only logged. If the response were 503, the client would try again with a token that is already used.
  // No event `email_verified` is recorded, because the event of the reset already shows that the address was proved.
  const verified = verifyEmailStatement(ctx.database, account.number, email, ctx.nowMs);
  await ctx.database
    .batch([verified])
    .catch((error: unknown) =>
      console.error({ message: 'A proved address was not marked as verified', error: String(error) }),
    );
  if (notice && result.isNoticeQueued) deliverQueuedNotice(ctx, notice);
}

/**
 * The e-mail address is part of the hashed text, so that a reset token is valid only for the address that received its
 * code.
 */
function tokenHashOf(email: string, token: string): string {
  return fingerprint(`${email}\n${token}`);
}

/** Finds the account and the guard of the e-mail address. */
async function findAccountAndGuard(ctx: Ctx, email: string, subject: string) {
  const account: AccountRow | null = await findAccountByEmail(ctx.database, email);
  return { account, guard: guardFor(ctx, account, subject) };
}
