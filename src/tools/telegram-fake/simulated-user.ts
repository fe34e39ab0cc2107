/**
 * A simulated user of Telegram in one chat. The promise of an action resolves when the promises of
 * `UpdateDelivery.deliver` for its updates have resolved.
 */
import type { Conversation, StoredMessage } from './conversation.ts';
import type { Button, FakeUser, SharedContact } from './objects.ts';
import { forwardedContent, type Simulation } from './simulation.ts';

export class SimulatedUser {
  readonly user: FakeUser;
  readonly #simulation: Simulation;
  readonly #chatId: number;

  /** `chatId` is the chat in which the user writes. Null stands for the group. */
  constructor(simulation: Simulation, user: FakeUser, chatId: number | null) {
    this.#simulation = simulation;
    this.user = user;
    this.#chatId = chatId ?? [...simulation.conversations.keys()].find((id) => id < 0) ?? 0;
  }

  get conversation(): Conversation {
    return this.#simulation.requireMember(this.#chatId, this.user.id).conversation;
  }

  /** The texts of the bot in this chat, oldest first. A file has an empty text. */
  get replies(): string[] {
    return this.#fromBot().map(({ message }) => message.text ?? '');
  }

  /** The text of the newest message of the bot. Empty if this message is a file, or if the bot has sent no message. */
  get lastReply(): string {
    return this.replies.at(-1) ?? '';
  }

  /** The texts of the buttons under the newest message of the bot. */
  get buttons(): string[] {
    return buttonsOf(this.#fromBot().at(-1)).map(({ text }) => text);
  }

  say(text: string): Promise<void> {
    return this.#send({ text });
  }

  shareContact(contact: SharedContact): Promise<void> {
    return this.#send({ contact });
  }

  sendFile(name: string, mimeType: string, bytes: Uint8Array): Promise<void> {
    return this.#send({ document: this.#simulation.storeFile(name, mimeType, bytes) });
  }

  /** Forwards a text. If `sender` is a name, the account of the sender is hidden. */
  forward(text: string, sender: FakeUser | string): Promise<void> {
    return this.#send(forwardedContent(text, sender));
  }

  /**
   * Presses the button with this text in the newest message that has such a button. Resolves with the text of the bot's
   * `answerCallbackQuery`, or with null if the bot has not called this method.
   * @throws Error if no message has the button
   */
  press(text: string): Promise<string | null> {
    for (const stored of [...this.#fromBot()].reverse()) {
      const button = buttonsOf(stored).find((each) => each.text === text);
      if (button) return this.pressButton(stored.message.message_id, button);
    }
    throw new Error(`no message has the button ${text}`);
  }

  pressButton(messageId: number, button: Button): Promise<string | null> {
    return this.#simulation.press(this.#chatId, this.user.id, messageId, button);
  }

  /** Blocks the bot. Rejects in the group. */
  block(): Promise<void> {
    return this.#simulation.setBlocked(this.#chatId, true);
  }

  /** Unblocks the bot. Rejects in the group. */
  unblock(): Promise<void> {
    return this.#simulation.setBlocked(this.#chatId, false);
  }

  #send(content: Parameters<Simulation['send']>[2]): Promise<void> {
    return this.#simulation.send(this.#chatId, this.user.id, content);
  }

  #fromBot(): StoredMessage[] {
    return this.conversation.messages.filter(({ isFromBot }) => isFromBot);
  }
}

function buttonsOf(stored: StoredMessage | undefined): Button[] {
  return (stored?.message.reply_markup?.inline_keyboard ?? []).flat();
}
