/** One chat of the simulation: its messages, and whether the bot may write to it. */
import type { FormattedText } from './formatted-text.ts';
import type { FakeChat, FakeMessage, FakeUser, ReplyMarkup } from './objects.ts';

/** A message, with its text in the form that the chat page shows. */
export interface StoredMessage {
  message: FakeMessage;
  /** The text, or the caption of a file, as HTML in which all special characters of the text are escaped. */
  html: string;
  isFromBot: boolean;
}

export class Conversation {
  readonly chat: FakeChat;
  /** The users who can write in the chat. The bot is not a member. */
  readonly members: readonly FakeUser[];
  /** The messages of the users and of the bot, oldest first. */
  readonly messages: StoredMessage[] = [];
  /** A bot may write to a private chat only after the user has written to the bot. */
  isStarted = false;
  isBlocked = false;
  #lastId = 0;

  constructor(chat: FakeChat, members: readonly FakeUser[]) {
    this.chat = chat;
    this.members = members;
  }

  nextMessageId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  find(messageId: number): StoredMessage | undefined {
    return this.messages.find(({ message }) => message.message_id === messageId);
  }

  /** Returns false if the message does not exist. */
  remove(messageId: number): boolean {
    const at = this.messages.findIndex(({ message }) => message.message_id === messageId);
    if (at >= 0) this.messages.splice(at, 1);
    return at >= 0;
  }

  /**
   * Changes a message of the bot. Changes nothing and returns false if the text and the buttons are the same as before.
   */
  edit(stored: StoredMessage, { text, html }: FormattedText, markup: ReplyMarkup | undefined): boolean {
    const { message } = stored;
    const isSame =
      stored.html === html &&
      JSON.stringify(buttonsOf(message.reply_markup)) === JSON.stringify(buttonsOf(markup));
    if (isSame) return false;
    message.text = text;
    stored.html = html;
    if (markup === undefined) delete message.reply_markup;
    else message.reply_markup = markup;
    return true;
  }

  /**
   * Returns the last message of the chat if it requires a reply (`force_reply`). In this case the apps of Telegram send
   * the next message of the user as a reply to the question of the bot.
   */
  questionToReplyTo(): FakeMessage | undefined {
    const last = this.messages.at(-1);
    return last?.message.reply_markup?.force_reply ? last.message : undefined;
  }
}

function buttonsOf(markup: ReplyMarkup | undefined): unknown[] {
  return (markup?.inline_keyboard ?? []).filter((row) => row.length > 0);
}
