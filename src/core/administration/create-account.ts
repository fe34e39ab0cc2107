/**
 * Creates accounts for other persons, and sends invitations by e-mail. An invitation is a link that sets the password.
 */
import { v7 as uuid } from 'uuid';
import { fingerprint } from '../../crypto/compare.ts';
import { linkToken } from '../../crypto/otp-code.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import { DAY_MS, LINK_LIFE_MS } from '../../rules/durations.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import type { EmailToQueue } from '../../rules/sessions/account-change.ts';
import { type CreatedAccount, createInvitedAccount } from '../../store/accounts/account-creation.ts';
import { accountByNumberStatement } from '../../store/accounts/account-lists.ts';
import { replaceInvitationStatements } from '../../store/accounts/administrators.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { insertQueuedEmailStatement } from '../../store/notifications/mail-queue.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import { withFreeUsername } from '../accounts/insert-account.ts';
import { deliver, queuedEmail } from '../notifications/send-email.ts';
import { readAsAdmin, requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftAdministratorEvent } from '../security-log/record-events.ts';

export interface CreateAccountInput {
  email: string;
  firstName: string;
  lastName: string;
  role: 'user' | 'admin';
}

interface Invitation {
  tokenHash: string;
  expiresAtMs: number;
  email: EmailToQueue;
}

const NONCE_BYTES = 16;
/**
 * The limit of repeated invitations to one account in a day. The first invitation is not counted. The limit is required
 * because the address is not verified yet.
 */
const REPEATED_INVITATIONS_LIMIT = { max: 5, windowMs: DAY_MS };

/**
 * Creates an account without a password and sends the invitation. The user name is the local part of the address, with
 * a number if the name is taken. Returns the number of the account.
 * @throws AppError `EMAIL_TAKEN`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of `requireAccess`
 */
export async function createAccount(ctx: Ctx, input: CreateAccountInput): Promise<number> {
  await requireAdmin(ctx);
  const id = uuid();
  const invitation = draftInvitation(ctx, input.email);
  // The owner 0 is a placeholder. `createInvitedAccount` inserts the event with the number of the new account.
  const event = draftAdministratorEvent(ctx, 0, 'registered', { role: input.role });
  const wanted = input.email.slice(0, input.email.indexOf('@'));
  const number = await withFreeUsername(ctx, wanted, async (username) => {
    const account: CreatedAccount = { ...input, id, username, createdAtMs: ctx.nowMs };
    try {
      return await createInvitedAccount(ctx.database, { account, event, ...invitation });
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error;
      if (error.index === 'users.email') throw new AppError('EMAIL_TAKEN');
      return null;
    }
  });
  ctx.afterResponse(() => deliver(ctx, invitation.email));
  return number;
}

/**
 * Sends a new invitation to an account without a password. The link of the previous invitation becomes invalid.
 * @throws AppError `NOT_FOUND` (also for an account that has a password, has no address or is deactivated),
 *   `LIMIT_EXCEEDED`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function inviteAgain(ctx: Ctx, { number }: { number: number }): Promise<void> {
  const { results } = await readAsAdmin(ctx, [accountByNumberStatement(ctx.database, number)]);
  const account = results[0][0];
  if (!account?.email || !account.isActive || account.passwordHash !== null) throw new AppError('NOT_FOUND');
  const limit = { name: 'email:invitation', limit: REPEATED_INVITATIONS_LIMIT };
  const { isAllowed, window } = await ctx.objects.account(account.id).takeAllowance(limit);
  if (!isAllowed) {
    const { max, windowMs } = REPEATED_INVITATIONS_LIMIT;
    throw new AppError('LIMIT_EXCEEDED', {
      name: 'invitation',
      max,
      windowSeconds: windowMs / 1000,
      retryAfterSeconds: secondsUntil(window.resetAtMs, ctx.nowMs, windowMs),
    });
  }
  const { tokenHash, expiresAtMs, email } = draftInvitation(ctx, account.email);
  await ctx.database.batch([
    ...replaceInvitationStatements(account.id, tokenHash, expiresAtMs, account.email),
    insertEventStatement(ctx.database, draftAdministratorEvent(ctx, number, 'invitation_sent', {})),
    insertQueuedEmailStatement(ctx.database, email),
  ]);
  ctx.afterResponse(() => deliver(ctx, email));
}

/**
 * Returns an invitation that is not stored yet. Its link contains a token. The database stores the hash of the token,
 * and the nonce from which the token is derived, but not the token.
 */
function draftInvitation(ctx: Ctx, to: string): Invitation {
  const linkNonce = randomToken(NONCE_BYTES);
  const token = linkToken(ctx.configuration.derivedKeys.accountLinks, linkNonce);
  return {
    tokenHash: fingerprint(token),
    expiresAtMs: ctx.nowMs + LINK_LIFE_MS,
    email: queuedEmail(ctx, { to, template: 'invitation', data: { name: '', linkNonce } }),
  };
}
