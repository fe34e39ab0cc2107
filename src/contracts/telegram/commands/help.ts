/** The commands `/help` and `/cancel`, and the response to an unknown command. */
import { Composer } from 'grammy';
import { claimUpdate } from '../../../core/telegram/claim-update.ts';
import { cancelExpectedReply } from '../../../core/telegram/expected-replies.ts';
import type { BotContext } from '../bot-context.ts';
import { sendText } from '../messages.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';

export const HELP_TEXT = `Send me a contact: a line such as
Jane Smith, Health Tech, Product Manager, jane@healthtech.com, #conference !high
or a shared contact, a vCard file, or a forwarded message. One name is enough.

/find jane – find contacts
/recent – the newest contacts
/stats – how many contacts you have
/export – your contacts as a CSV file
/cancel – cancel my question
/sessions – where you are signed in
/unlink – end the link of this chat`;

export const help = new Composer<BotContext>();

help.command('help', async (c) => {
  await claimUpdate(c.core, c.botUpdate);
  await sendText(c, HELP_TEXT);
});

help.command('cancel', async (c) => {
  const isCancelled = await cancelExpectedReply(c.core, c.botUpdate);
  const outcome = isCancelled ? 'Cancelled.' : 'There is nothing to cancel.';
  await sendText(c, isCancelled === null ? NOT_LINKED_SENTENCE : outcome);
});

/** Responds to an unknown command. */
export async function explainUnknownCommand(c: BotContext): Promise<void> {
  await claimUpdate(c.core, c.botUpdate);
  await sendText(c, `I do not know this command.\n\n${HELP_TEXT}`);
}
