/**
 * Links a chat to an account with a code. The user creates the code while signed in to the account, sends the code to
 * the bot, and confirms the link. The confirmation protects a Telegram user who opens the URL of an attacker. Without
 * the confirmation, the contacts of this user would be saved in the account of the attacker.
 */
import { fingerprint } from '../../crypto/compare.ts';
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import {
  assignedAccountStatement,
  assignLinkCodeStatement,
  deleteLinkCodeStatement,
  replaceLinkCodeStatement,
} from '../../store/telegram/link-codes.ts';
import { linkedChatStatement } from '../../store/telegram/links.ts';
import { requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { beginLink, type TelegramUser } from './begin-link.ts';
import { type BotUpdate, claimStatement, withClaim } from './claim-update.ts';

export interface LinkCode {
  code: string;
  /** The URL that opens the chat with the bot and sends the code. */
  deepLink: string;
  expiresAtMs: number;
}

/**
 * `linked`: the Telegram user already has a link to `account`. `unknown`: the code is not valid. `assigned`: the code
 * of `account` is assigned to the Telegram user, who can now confirm the link.
 */
export type LinkCodeOutcome =
  | { kind: 'linked'; account: AccountRow }
  | { kind: 'unknown' }
  | { kind: 'assigned'; account: AccountRow; codeHash: string };

const CODE_BYTES = 16;
const CODE_LIFE_MS = 10 * 60_000;

/**
 * Creates the code of the caller's account. A previous code becomes invalid. The code has 128 random bits, is valid for
 * 10 minutes and can be used once. It becomes invalid when the caller's session ends, because a password reset or "log
 * out everywhere" must also end the access of a person who has created a code.
 * @throws AppError `NOT_FOUND` when the bot is not configured, and the codes of `requireAccess`
 */
export async function createLinkCode(ctx: Ctx): Promise<LinkCode> {
  const { telegram } = ctx.configuration;
  if (!telegram) throw new AppError('NOT_FOUND');
  await requireAccess(ctx);
  const code = randomToken(CODE_BYTES);
  const expiresAtMs = ctx.nowMs + CODE_LIFE_MS;
  const { accountNumber: owner, sessionId } = userOf(ctx);
  await ctx.database.batch([
    replaceLinkCodeStatement({ owner, sessionId, codeHash: fingerprint(code), expiresAtMs }),
  ]);
  return { code, deepLink: `${telegram.chatUrl}?start=${code}`, expiresAtMs };
}

/**
 * Assigns a code to the first Telegram user who sends the code, so that no other Telegram user can use the code. The
 * link is created later, by `confirmLink`.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function assignLinkCode(ctx: Ctx, update: BotUpdate, code: string): Promise<LinkCodeOutcome> {
  const codeHash = fingerprint(code);
  const { chat: telegramUserId } = update;
  const [, chats, , accounts] = await withClaim(update, () =>
    ctx.database.batch([
      claimStatement(ctx, update),
      linkedChatStatement(telegramUserId, ctx.nowMs),
      assignLinkCodeStatement(codeHash, telegramUserId, ctx.nowMs),
      assignedAccountStatement(codeHash, telegramUserId, ctx.nowMs),
    ]),
  );
  if (chats[0]) return { kind: 'linked', account: chats[0].account };
  return accounts[0] ? { kind: 'assigned', account: accounts[0], codeHash } : { kind: 'unknown' };
}

/**
 * Links a Telegram user, who has confirmed the link, to the account of the code. Returns the account. Returns null if
 * the code is invalid or is not assigned to this Telegram user, if the session that created the code has ended, if the
 * account is deleted, deactivated or expired, or if the user already has a link. The batch that stores the link also
 * deletes the code, so the user can confirm again after a failure.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `beginLink`
 */
export async function confirmLink(
  ctx: Ctx,
  update: BotUpdate,
  { codeHash, user }: { codeHash: string; user: TelegramUser },
): Promise<AccountRow | null> {
  const { chat: telegramUserId } = update;
  const [, chats, accounts] = await withClaim(update, () =>
    ctx.database.batch([
      claimStatement(ctx, update),
      linkedChatStatement(telegramUserId, ctx.nowMs),
      assignedAccountStatement(codeHash, telegramUserId, ctx.nowMs),
    ]),
  );
  const [account] = accounts;
  if (!account || chats[0]) return null;
  await beginLink(ctx, account, user);
  return account;
}

/**
 * Deletes a code after a Telegram user has rejected the link. A code that is not assigned to this user stays.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function declineLink(ctx: Ctx, update: BotUpdate, codeHash: string): Promise<void> {
  await withClaim(update, () =>
    ctx.database.batch([claimStatement(ctx, update), deleteLinkCodeStatement(codeHash, update.chat)]),
  );
}
