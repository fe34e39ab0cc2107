/**
 * Resets a forgotten password in three steps: the user receives a code by e-mail, exchanges the code for a token, and
 * sets a new password with the token.
 */
import { fingerprint } from '../../crypto/compare.ts';
import { hashPassword } from '../../crypto/password-hash.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { findAccountByEmail } from '../../store/accounts/accounts.ts';
import { verifyEmailStatement } from '../../store/accounts/email-addresses.ts';
import { countCodeTry } from '../guards/code-limits.ts';
import {
  countAddressCall,
  guardFor,
  limitExceeded,
  rejectIfLimitExceeded,
  subjectOf,
} from '../guards/limits.ts';
import { redeemCode, requestCode } from '../guards/one-time-codes.ts';
import { deliverQueuedNotice, draftNotice, salutationName } from '../notifications/notify-owner.ts';
import { sendEmail } from '../notifications/send-email.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { rejectWeakPassword, weakPasswordProblems } from './reject-weak-password.ts';

const PURPOSE = 'password_reset';
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
  const account = await findAccountByEmail(ctx.database, email);
  const requested = await requestCode(ctx, { account, subject, purpose: PURPOSE });
  const { nonce, minutes, expiresInSeconds, isEmailAllowed } = requested;
  if (!account?.isActive || !isEmailAllowed) return expiresInSeconds;
  recordEvents(ctx, [draftEvent(ctx, account.number, 'otp_requested', PURPOSE)]);
  sendEmail(ctx, {
    to: email,
    template: 'password_reset_code',
    data: { accountId: account.id, purpose: PURPOSE, nonce, name: salutationName(account, email), minutes },
  });
  return expiresInSeconds;
}

/**
 * Exchanges a code for a reset token. A code can be exchanged once.
 * @returns the token; only its hash is stored
 * @throws AppError `LIMIT_EXCEEDED`, `OTP_EXPIRED`, `OTP_WRONG`, `UNAVAILABLE`
 */
export async function verifyResetCode(
  ctx: Ctx,
  { email, code }: { email: string; code: string },
): Promise<string> {
  const subject = subjectOf(ctx, email);
  await countCodeTry(ctx, subject);
  const found = await findAccountByEmail(ctx.database, email);
  const token = randomToken(TOKEN_BYTES);
  const tokenHash = tokenHashOf(email, token);
  const account = await redeemCode(ctx, {
    account: found,
    subject,
    purpose: PURPOSE,
    email,
    code,
    tokenHash,
  });
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
  const account = await findAccountByEmail(ctx.database, email);
  const tokenHash = tokenHashOf(email, token);
  const limit = ctx.configuration.limits.change_password;
  const { requestingBlock } = ctx.request;
  // The token is checked before any limit, because the wrong tokens of other callers must not block the correct token.
  // A token has 256 bits and cannot be guessed.
  const check = await guardFor(ctx, account, subject).checkResetToken({
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
