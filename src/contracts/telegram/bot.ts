/**
 * Selects the handler of an update. The handlers are tried in the order in which they are registered here. An update
 * without a handler is ignored. A handler records the id of the update (`claim-update.ts`), so that the same update has
 * no effect if Telegram sends it again. Only a handler that ends a link does not have to record the id.
 */
import { Composer } from 'grammy';
import { claimUpdate } from '../../core/telegram/claim-update.ts';
import { endLinkOfChat } from '../../core/telegram/end-link.ts';
import type { BotContext } from './bot-context.ts';
import { accountCommands } from './commands/account.ts';
import { buttons } from './commands/buttons.ts';
import { capture } from './commands/capture.ts';
import { deletion } from './commands/delete.ts';
import { fileExport } from './commands/export.ts';
import { explainUnknownCommand, help } from './commands/help.ts';
import { linking } from './commands/linking.ts';
import { lists } from './commands/lists.ts';
import { answerButton, sendText } from './messages.ts';
import { OLD_BUTTON_SENTENCE } from './sentences.ts';

export const bot = new Composer<BotContext>();

const privateChat = bot.chatType('private');
privateChat.on('my_chat_member', endBlockedLink);
privateChat.use(linking, help, lists, accountCommands, fileExport, buttons, deletion, capture);
privateChat.filter(isCommand, explainUnknownCommand);
privateChat.on('message', explainUnsupported);
privateChat.on('callback_query:data', rejectOldButton);

bot.chatType(['group', 'supergroup']).filter(isCommand, offerPrivateChat);

function isCommand(c: BotContext): boolean {
  return c.received.message?.text?.startsWith('/') ?? false;
}

/**
 * Ends the link of a user who blocks the bot. The id of the update is not recorded, because ending a link twice has no
 * effect.
 */
async function endBlockedLink(c: BotContext): Promise<void> {
  if (c.received.my_chat_member?.new_chat_member.status !== 'kicked') return;
  await endLinkOfChat(c.core, c.botUpdate, 'revoked');
}

/** Responds to a message that the bot cannot read, for example a photo or a voice message. */
async function explainUnsupported(c: BotContext): Promise<void> {
  await claimUpdate(c.core, c.botUpdate);
  await sendText(c, 'I read lines of text, shared contacts, vCard files and forwarded messages.');
}

/** Responds to a button whose data no other handler accepts. */
async function rejectOldButton(c: BotContext): Promise<void> {
  await claimUpdate(c.core, c.botUpdate);
  await answerButton(c, OLD_BUTTON_SENTENCE);
}

/** Offers a private chat to a user who sends a command in a group, because the other members could read contacts. */
async function offerPrivateChat(c: BotContext): Promise<void> {
  await claimUpdate(c.core, c.botUpdate);
  await sendText(c, 'I work only in a private chat.', [
    [{ text: 'Open the private chat', url: c.bot.chatUrl }],
  ]);
}
