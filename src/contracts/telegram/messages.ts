/**
 * Sends and changes messages, and answers pressed buttons. A failed call of the Bot API does not undo the effect of the
 * update. It is logged, unless it needs no reaction (`IGNORED_ERRORS`).
 */
import {
  callTelegram,
  sendTelegramFile,
  type TelegramFile,
  type TelegramMethod,
  type TelegramPayload,
  type TelegramResult,
} from '../../telegram-api/telegram-api.ts';
import type { BotContext } from './bot-context.ts';
import { type Block, blocksOf, messagesOf } from './html.ts';

/** When a button is pressed, Telegram sends `data` to the bot or opens the page `url`. */
export type Button = { text: string; data: string } | { text: string; url: string };

export interface OutgoingMessage {
  blocks: Block[];
  /** Rows of buttons under the last message. */
  buttons?: Button[][];
  /** The id of the message to which this message is a reply. */
  replyTo?: number | undefined;
}

/** The maximum size of `callback_data` in bytes. Telegram rejects a message that has a button with longer data. */
const MAX_DATA_BYTES = 64;
/** Telegram's descriptions of rejected calls that need no reaction. The bot does not log these calls. */
const IGNORED_ERRORS =
  /message is not modified|query is too old|message to edit not found|message can't be edited/;

/** Sends blocks as one message, or as several messages if they are too long for one message. */
export async function sendMessage(
  c: BotContext,
  { blocks, buttons, replyTo }: OutgoingMessage,
): Promise<void> {
  const texts = messagesOf(blocks);
  for (const [at, text] of texts.entries()) {
    const isLast = at === texts.length - 1;
    await callApi(c, 'sendMessage', {
      chat_id: c.botUpdate.chat,
      text,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(isLast && buttons && { reply_markup: keyboardOf(buttons) }),
      ...(at === 0 &&
        replyTo !== undefined && {
          reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
        }),
    });
  }
}

/** Sends plain text. */
export function sendText(c: BotContext, text: string, buttons?: Button[][]): Promise<void> {
  return sendMessage(c, { blocks: blocksOf(text), ...(buttons && { buttons }) });
}

/** Asks a question that fits into one message. The Telegram app of the user shows an input field for the reply. */
export async function askFor(c: BotContext, question: string, placeholder: string): Promise<void> {
  await callApi(c, 'sendMessage', {
    chat_id: c.botUpdate.chat,
    text: messagesOf(blocksOf(question))[0] ?? '',
    parse_mode: 'HTML',
    reply_markup: { force_reply: true, input_field_placeholder: placeholder },
  });
}

/** Sends a file. Returns whether Telegram has accepted the file. */
export async function sendFile(c: BotContext, file: Omit<TelegramFile, 'chatId'>): Promise<boolean> {
  const result = await sendTelegramFile(c.bot, { ...file, chatId: c.botUpdate.chat });
  logFailedCall(c, 'sendDocument', result);
  return result.kind === 'done';
}

/**
 * Replaces the message that has the pressed button. If there is no such message, or if the text needs several messages, the
 * text is sent as new messages.
 */
export async function replaceMessage(c: BotContext, message: OutgoingMessage): Promise<void> {
  const messageId = c.source?.message_id;
  const [text, ...others] = messagesOf(message.blocks);
  if (messageId === undefined || text === undefined || others.length > 0) return sendMessage(c, message);
  await callApi(c, 'editMessageText', {
    chat_id: c.botUpdate.chat,
    message_id: messageId,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: keyboardOf(message.buttons ?? []),
  });
}

/** Replaces the buttons of the message that has the pressed button, if there is such a message. The text stays. */
export async function replaceButtons(c: BotContext, buttons: Button[][]): Promise<void> {
  const messageId = c.source?.message_id;
  if (messageId === undefined) return;
  await callApi(c, 'editMessageReplyMarkup', {
    chat_id: c.botUpdate.chat,
    message_id: messageId,
    reply_markup: keyboardOf(buttons),
  });
}

/**
 * Ends the waiting state of the pressed button, and shows a short text if there is one. Telegram accepts one call for each
 * press. Does nothing if the update is not a pressed button.
 */
export async function answerButton(c: BotContext, text?: string): Promise<void> {
  const id = c.received.callback_query?.id;
  if (id === undefined) return;
  await callApi(c, 'answerCallbackQuery', { callback_query_id: id, ...(text !== undefined && { text }) });
}

/** Calls a method of the Bot API. A failed call is logged, unless it needs no reaction. */
async function callApi<Method extends TelegramMethod>(
  c: BotContext,
  method: Method,
  payload: TelegramPayload<Method>,
): Promise<void> {
  logFailedCall(c, method, await callTelegram(c.api, method, payload));
}

function logFailedCall(c: BotContext, method: string, result: TelegramResult<unknown>): void {
  if (result.kind === 'done' || (result.kind === 'refused' && IGNORED_ERRORS.test(result.description)))
    return;
  const { id: request_id } = c.core.request;
  console.warn({ message: 'Telegram did not accept a call', request_id, method, ...result });
}

/** Builds the rows of buttons. A button with too long data is omitted, because Telegram would reject the whole message. */
function keyboardOf(buttons: Button[][]) {
  const rows = buttons.map((row) => row.filter((button) => 'url' in button || isShort(button.data)));
  return {
    inline_keyboard: rows
      .filter((row) => row.length > 0)
      .map((row) =>
        row.map((button) => ('url' in button ? button : { text: button.text, callback_data: button.data })),
      ),
  };
}

function isShort(data: string): boolean {
  return new TextEncoder().encode(data).byteLength <= MAX_DATA_BYTES;
}
