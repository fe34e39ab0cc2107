/** Verifies the e-mail address of an account with a code that is sent to this address. */
import { AppError } from '../../rules/app-error.ts';
import { findAccountByEmail } from '../../store/accounts/accounts.ts';
import { currentEmailCondition, verifyEmailStatement } from '../../store/accounts/email-addresses.ts';
import { insertEventsStatement } from '../../store/security-log/security-events.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { proveMailbox, requestMailboxCode } from './mailbox-codes.ts';

/**
 * Sends a code to the address of the caller's account, also if the address is already verified. If the limit of e-mails
 * is used up, no code is sent, but the result is the same. Returns the address and the seconds until the code expires.
 * @throws AppError `INVALID_INPUT` for an account without an address, `LIMIT_EXCEEDED`, `UNAVAILABLE`, and the codes of
 *   `requireAccess`
 */
export async function requestEmailVerification(ctx: Ctx): Promise<{
  email: string;
  expiresInSeconds: number;
}> {
  const account = await requireAccess(ctx);
  const { email } = account;
  if (email === null) {
    const problem = { field: 'body', message: 'The account has no email address' };
    throw new AppError('INVALID_INPUT', { problems: [problem] });
  }
  const { send, expiresInSeconds } = await requestMailboxCode(ctx, {
    account,
    purpose: 'email_verification',
    email,
  });
  send();
  return { email, expiresInSeconds };
}

/**
 * Marks the address of an account as verified, if the code is the one that was sent to the address. The caller does not
 * have to be signed in, because the code proves access to the mailbox.
 * @throws AppError `LIMIT_EXCEEDED`, `OTP_EXPIRED`, `OTP_WRONG`, `UNAVAILABLE`
 */
export async function confirmEmailVerification(
  ctx: Ctx,
  { email, code }: { email: string; code: string },
): Promise<void> {
  const found = await findAccountByEmail(ctx.database, email);
  const account = await proveMailbox(ctx, { account: found, purpose: 'email_verification', email, code });
  await ctx.database.batch(verifyAddressStatements(ctx, account.number, email));
}

/** Marks the address as verified and records the event, unless the account now has another address or is deleted. */
export function verifyAddressStatements(ctx: Ctx, owner: number, email: string) {
  return [
    verifyEmailStatement(ctx.database, owner, email, ctx.nowMs),
    insertEventsStatement([draftEvent(ctx, owner, 'email_verified')], currentEmailCondition(owner, email)),
  ] as const;
}
