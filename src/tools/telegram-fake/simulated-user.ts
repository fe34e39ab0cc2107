/** A simulated user of Telegram. Each action resolves when the bot has accepted the update. */
import type { Conversation, StoredMessage } from './conversation.ts';
import type { Button, FakeUser, SharedContact } from './objects.ts';
import { forwarded, type Simulation } from './simulation.ts';

export class SimulatedUser {
  readonly user: FakeUser;
  readonly #simulation: Simulation;
  readonly #chatId: number;

  /** If `chatId` is null, the user writes in the group. */
  constructor(simulation: Simulation, user: FakeUser, chatId: number | null) {
    this.#simulation = simulation;
    this.user = user;
    this.#chatId = chatId ?? [...simulation.conversations.keys()].find((id) => id < 0) ?? 0;
  }

  get conversation(): Conversation {
    return this.#simulation.memberOf(this.#chatId, this.user.id).conversation;
  }

  /** The texts of the bot in this chat, oldest first. */
  get replies(): string[] {
    return this.#fromBot().map(({ message }) => message.text ?? '');
  }

  /** The newest message of the bot. */
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

  /** Forwards a text. If `sender` is a string, the sender is hidden. */
  forward(text: string, sender: FakeUser | string): Promise<void> {
    return this.#send(forwarded(text, sender));
  }

  /**
   * Presses a button of the newest message that has this button. Resolves with the text that the bot showed, or null.
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

  block(): Promise<void> {
    return this.#simulation.setBlocked(this.#chatId, true);
  }

  unblock(): Promise<void> {
    return this.#simulation.setBlocked(this.#chatId, false);
  }

  #send(content: Parameters<Simulation['send']>[2]): Promise<void> {
    return this.#simulation.send(this.#chatId, this.user.id, content);
  }

  #fromBot(): StoredMessage[] {
    return this.conversation.stored.filter(({ isFromBot }) => isFromBot);
  }
}

function buttonsOf(stored: StoredMessage | undefined): Button[] {
  return (stored?.message.reply_markup?.inline_keyboard ?? []).flat();
}
