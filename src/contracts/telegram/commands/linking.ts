/** The commands `/start`, `/link` and `/unlink`, and the buttons that confirm or decline a link. */
import { Composer } from 'grammy';
import { claimUpdate } from '../../../core/telegram/claim-update.ts';
import { endLinkOfChat } from '../../../core/telegram/end-link.ts';
import { assignLinkCode, confirmLink, declineLink } from '../../../core/telegram/link-codes.ts';
import { openChat } from '../../../core/telegram/open-chat.ts';
import { maskedEmail } from '../../../rules/accounts/masked-email.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { BotContext } from '../bot-context.ts';
import { blocksOf } from '../html.ts';
import { answerButton, replaceMessage, sendText } from '../messages.ts';
import { NOT_LINKED_SENTENCE, OLD_BUTTON_SENTENCE } from '../sentences.ts';
import { HELP_TEXT } from './help.ts';

/** The data of the two buttons match these patterns. The hash of a link code has 43 characters. */
const CONFIRM_DATA_PATTERN = /^link\.yes\.([\w-]{43})$/;
const DECLINE_DATA_PATTERN = /^link\.no\.([\w-]{43})$/;

export const linking = new Composer<BotContext>();

linking.command('start', (c) => (c.match ? askToConfirmLink(c, c.match) : welcome(c)));
linking.command('link', (c) => (c.match ? askToConfirmLink(c, c.match) : welcome(c)));
linking.command('unlink', unlink);
linking.callbackQuery(CONFIRM_DATA_PATTERN, (c) => confirm(c, c.match[1] ?? ''));
linking.callbackQuery(DECLINE_DATA_PATTERN, (c) => decline(c, c.match[1] ?? ''));

async function welcome(c: BotContext): Promise<void> {
  const chat = await openChat(c.core, c.botUpdate);
  await sendText(
    c,
    chat ? `This chat is linked to ${accountLabel(chat.account)}.\n\n${HELP_TEXT}` : NOT_LINKED_SENTENCE,
  );
}

/**
 * Shows the account of a valid code and asks the user to confirm the link. The link is created after the confirmation.
 * A chat that already has a link keeps this link.
 */
async function askToConfirmLink(c: BotContext, typed: string): Promise<void> {
  const outcome = await assignLinkCode(c.core, c.botUpdate, typed.trim());
  if (outcome.kind === 'unknown') {
    return sendText(
      c,
      'This code is not valid. A code can be used once, within 10 minutes. Please create a new code.',
    );
  }
  const name = accountLabel(outcome.account);
  if (outcome.kind === 'linked') {
    return sendText(c, `This chat is already linked to ${name}. To end this link, send /unlink.`);
  }
  const question = `Link this chat to ${name}? Contacts that you send here will be saved in that account. If you did not create the code yourself, press No.`;
  await sendText(c, question, [
    [
      { text: 'Yes, link', data: `link.yes.${outcome.codeHash}` },
      { text: 'No', data: `link.no.${outcome.codeHash}` },
    ],
  ]);
}

async function confirm(c: BotContext, codeHash: string): Promise<void> {
  const { id, username = null } = c.from ?? { id: 0 };
  const account = await confirmLink(c.core, c.botUpdate, { codeHash, user: { id, username } });
  await answerButton(c, account ? undefined : OLD_BUTTON_SENTENCE);
  const text = account ? `Linked to ${accountLabel(account)}.\n\n${HELP_TEXT}` : OLD_BUTTON_SENTENCE;
  await replaceMessage(c, { blocks: blocksOf(text) });
}

async function decline(c: BotContext, codeHash: string): Promise<void> {
  await declineLink(c.core, c.botUpdate, codeHash);
  await answerButton(c);
  await replaceMessage(c, { blocks: blocksOf('Not linked.') });
}

/**
 * Ends the link. The id of the update is recorded only if the chat has no link, because ending a link twice has no
 * effect.
 */
async function unlink(c: BotContext): Promise<void> {
  const wasLinked = await endLinkOfChat(c.core, c.botUpdate, 'logged_out');
  if (!wasLinked) await claimUpdate(c.core, c.botUpdate);
  await sendText(
    c,
    wasLinked ? 'The link has ended. This chat has no access to your account.' : NOT_LINKED_SENTENCE,
  );
}

/**
 * Returns the masked e-mail address of an account; the user name if the account has no e-mail address. The address is
 * masked, because the user may have received the code from another person.
 */
function accountLabel({ email, username }: AccountRow): string {
  return email === null ? username : maskedEmail(email);
}
