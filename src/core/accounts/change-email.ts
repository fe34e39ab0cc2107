/**
 * Changes the e-mail address of an account. The new address is pending until the user enters the code that was sent to
 * the new address.
 */
import { fingerprint } from '../../crypto/compare.ts';
import { linkToken } from '../../crypto/otp-code.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import { LINK_LIFE_MS } from '../../rules/durations.ts';
import { insertLinkStatement } from '../../store/accounts/account-links.ts';
import { type AccountRow, findAccountByEmail } from '../../store/accounts/accounts.ts';
import { confirmEmailStatement, setPendingEmailStatement } from '../../store/accounts/email-addresses.ts';
import type { Statement } from '../../store/database/database.ts';
import { insertQueuedEmailStatement } from '../../store/notifications/mail-queue.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import { requireRecentProof } from '../credentials/recent-proof.ts';
import { eventDetails } from '../notifications/notify-owner.ts';
import { deliver, queuedEmail } from '../notifications/send-email.ts';
import { requireAccess, requireSession } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { identityTakenError } from './identity-taken.ts';
import { type MailboxCode, proveMailbox, requestMailboxCode } from './mailbox-codes.ts';

const NONCE_BYTES = 16;

/**
 * Starts a change of the caller's address and sends a code to the new address. Until the code is entered, the account
 * keeps the old address: a login and a password reset use the old address, and another account can take the new
 * address. If another account has the new address, or if the limit of e-mails is used up, no code is sent, but the
 * result is the same.
 * @returns the seconds until the code expires
 * @throws AppError `INVALID_INPUT` when the account already has this address, `LIMIT_EXCEEDED`, `UNAVAILABLE`, and the
 *   codes of `requireAccess`
 */
export async function requestEmailChange(ctx: Ctx, { email }: { email: string }): Promise<number> {
  const account = await requireAccess(ctx);
  if (email === account.email) {
    const problem = { field: 'new_email', message: 'The account already has this email address' };
    throw new AppError('INVALID_INPUT', { problems: [problem] });
  }
  const { send, expiresInSeconds } = await prepareEmailChange(ctx, account, email);
  await ctx.database.batch([
    setPendingEmailStatement(ctx.database, account.number, email, ctx.nowMs),
    insertEventStatement(ctx.database, draftEvent(ctx, account.number, 'email_change_requested')),
  ]);
  send();
  return expiresInSeconds;
}

/**
 * Counts a request for a code and returns the code. Its `send` does nothing if another account has the address, because
 * the owner of the other account did not request the change.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function prepareEmailChange(ctx: Ctx, account: AccountRow, email: string): Promise<MailboxCode> {
  const code = await requestMailboxCode(ctx, { account, purpose: 'email_change', email });
  const otherAccount = await findAccountByEmail(ctx.database, email);
  return otherAccount ? { ...code, send: () => undefined } : code;
}

/**
 * Completes a change of the caller's address. The caller must send the code that was sent to the new address, and needs
 * a recent proof of identity. The old address, if there is one, receives a link that can revert the change for 7 days.
 * All codes and reset tokens of the account become invalid, because a reader of the old address can know them. After
 * `UNAVAILABLE`, the address may already be changed.
 * @returns whether the account had an old address
 * @throws AppError `EMAIL_TAKEN` when another account now has the address, `OTP_EXPIRED`, `OTP_WRONG`, the codes of
 *   `requireRecentProof`, and the codes of `requireSession`
 */
export async function confirmEmailChange(
  ctx: Ctx,
  { code, password }: { code: string; password?: string | undefined },
): Promise<boolean> {
  const access = await requireSession(ctx);
  await requireRecentProof(ctx, access, password);
  const { account: before } = access;
  const email = before.pendingEmail ?? '';
  await proveMailbox(ctx, { account: before, purpose: 'email_change', email, code });
  const notice = before.email === null ? null : draftRevertNotice(ctx, before, before.email);
  try {
    await ctx.database.batch([
      confirmEmailStatement(ctx.database, before.number, email, ctx.nowMs),
      insertEventStatement(ctx.database, draftEvent(ctx, before.number, 'email_changed')),
      ...(notice?.statements ?? []),
    ]);
    await ctx.objects.account(before.id).deleteCodes();
    notice?.send();
    return notice !== null;
  } catch (error) {
    throw identityTakenError(error);
  }
}

/**
 * Drafts the e-mail with the link that reverts the change. Returns the statements that store the link and queue the
 * e-mail, and the function that sends the e-mail. The token in the link is not stored: the database stores the hash of
 * the token, and the nonce from which the token is derived.
 */
function draftRevertNotice(
  ctx: Ctx,
  before: AccountRow,
  to: string,
): { statements: Statement[]; send: () => void } {
  const linkNonce = randomToken(NONCE_BYTES);
  const token = linkToken(ctx.configuration.derivedKeys.accountLinks, linkNonce);
  const link = insertLinkStatement(ctx.database, {
    tokenHash: fingerprint(token),
    owner: before.number,
    purpose: 'revert',
    email: to,
    isVerified: before.isVerified,
    expiresAtMs: ctx.nowMs + LINK_LIFE_MS,
  });
  const data = { ...eventDetails(ctx, before, to), linkNonce };
  const email = queuedEmail(ctx, { to, template: 'email_changed', data });
  return {
    statements: [link, insertQueuedEmailStatement(ctx.database, email)],
    send: () => ctx.afterResponse(() => deliver(ctx, email)),
  };
}
