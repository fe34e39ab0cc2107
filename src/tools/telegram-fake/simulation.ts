/** The state of the simulated Telegram, and the actions of its users. */
import type { BotInfo } from '../cli/telegram/fake-values.ts';
import { Conversation } from './conversation.ts';
import { escapeHtml } from './formatted-text.ts';
import type { Button, FakeMessage, FakeUser, ForwardOrigin, SharedFile } from './objects.ts';
import { UpdateDelivery } from './update-delivery.ts';

export interface SimulationOptions {
  bot: BotInfo;
  token: string;
  /** The users that can write to the bot. Each user has a private chat, and all users are in one group. */
  users: readonly FakeUser[];
  /** The delay after the first failed attempt to deliver an update. It doubles after each attempt, up to 10 seconds. */
  retryDelayMs?: number;
}

/** A call of the bot. */
export interface BotCall {
  method: string;
  payload: Record<string, unknown>;
  /** The description of the error if the simulation refused the call. */
  error?: string;
}

export type MessageContent = Pick<FakeMessage, 'text' | 'contact' | 'document' | 'forward_origin'>;

const GROUP_ID = -1_001_000_000_001;
const DEFAULT_RETRY_MS = 1000;
/** The limit of Telegram for files that a bot downloads. */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

export class Simulation {
  readonly bot: BotInfo;
  readonly token: string;
  readonly users: readonly FakeUser[];
  readonly conversations = new Map<number, Conversation>();
  /** The calls of the bot so far, oldest first, without calls whose parameters could not be parsed. */
  readonly calls: BotCall[] = [];
  readonly delivery: UpdateDelivery;
  commands: { command: string; description: string }[] = [];
  /** How many of the next calls are refused with 429, and the `retry_after` of these responses. */
  limit = { remainingCalls: 0, retryAfterSeconds: 1 };
  /**
   * The text of the bot's `answerCallbackQuery` for each press of a button, by the id of the callback query. Null if
   * the bot has not called this method yet.
   */
  readonly queries = new Map<string, { text: string | null }>();
  #files = new Map<string, { path: string; bytes: Uint8Array }>();

  constructor({ bot, token, users, retryDelayMs = DEFAULT_RETRY_MS }: SimulationOptions) {
    this.bot = bot;
    this.token = token;
    this.users = users;
    this.delivery = new UpdateDelivery({ firstDelayMs: retryDelayMs, firstId: Date.now() });
    for (const user of users) {
      const { id, first_name } = user;
      this.conversations.set(id, new Conversation({ id, type: 'private', first_name }, [user]));
    }
    const group = new Conversation({ id: GROUP_ID, type: 'group', title: 'Fair team' }, users);
    group.isStarted = true;
    this.conversations.set(GROUP_ID, group);
  }

  /**
   * Returns a chat and one of its members.
   * @throws Error if the chat does not exist or the user is not a member of the chat
   */
  requireMember(chatId: number, userId: number): { conversation: Conversation; user: FakeUser } {
    const conversation = this.conversations.get(chatId);
    const user = conversation?.members.find(({ id }) => id === userId);
    if (!conversation || !user) throw new Error(`user ${userId} is not in the chat ${chatId}`);
    return { conversation, user };
  }

  /**
   * Sends a message of a user. If the bot is blocked, it is unblocked first. Resolves when the updates are delivered.
   */
  async send(chatId: number, userId: number, content: MessageContent): Promise<void> {
    const { conversation, user } = this.requireMember(chatId, userId);
    if (conversation.isBlocked) await this.setBlocked(chatId, false);
    const question = conversation.questionToReplyTo();
    const message: FakeMessage = {
      message_id: conversation.nextMessageId(),
      date: Math.floor(Date.now() / 1000),
      chat: conversation.chat,
      from: user,
      ...content,
      ...(content.text !== undefined && { entities: commandEntities(content.text) }),
      ...(question && { reply_to_message: question }),
    };
    conversation.isStarted = true;
    conversation.messages.push({ message, html: escapeHtml(content.text ?? ''), isFromBot: false });
    await this.delivery.deliver(chatId, { message });
  }

  /**
   * Presses a button. When the update is delivered, resolves with the text of the bot's `answerCallbackQuery`, or with
   * null if the bot has not called this method.
   */
  async press(chatId: number, userId: number, messageId: number, button: Button): Promise<string | null> {
    const { conversation, user } = this.requireMember(chatId, userId);
    const id = `${Date.now()}${this.queries.size}`;
    this.queries.set(id, { text: null });
    const message = conversation.find(messageId)?.message;
    await this.delivery.deliver(chatId, {
      callback_query: { id, from: user, message, chat_instance: String(chatId), data: button.callback_data },
    });
    return this.queries.get(id)?.text ?? null;
  }

  /**
   * Blocks or unblocks the bot in a private chat. Resolves when the update is delivered. Sends no update if the bot is
   * already in this state.
   * @throws Error if the chat is the group
   */
  async setBlocked(chatId: number, isBlocked: boolean): Promise<void> {
    const { conversation, user } = this.requireMember(chatId, chatId);
    if (conversation.isBlocked === isBlocked) return;
    conversation.isBlocked = isBlocked;
    const [before, after] = isBlocked ? ['member', 'kicked'] : ['kicked', 'member'];
    const memberWith = (status: string | undefined) => ({ user: this.bot, status, until_date: 0 });
    await this.delivery.deliver(chatId, {
      my_chat_member: {
        chat: conversation.chat,
        from: user,
        date: Math.floor(Date.now() / 1000),
        old_chat_member: memberWith(before),
        new_chat_member: memberWith(after),
      },
    });
  }

  /** Stores a file, and returns the `document` of a message with this file. */
  storeFile(name: string, mimeType: string, bytes: Uint8Array): SharedFile {
    const id = `file-${this.#files.size + 1}`;
    this.#files.set(id, { path: `documents/${id}`, bytes });
    return {
      file_id: id,
      file_unique_id: id,
      file_name: name,
      mime_type: mimeType,
      file_size: bytes.byteLength,
    };
  }

  /** The file with this id. Null if the file does not exist or is larger than 20 MiB. */
  fileById(id: string): { path: string; bytes: Uint8Array } | null {
    const file = this.#files.get(id);
    return file && file.bytes.byteLength <= MAX_DOWNLOAD_BYTES ? file : null;
  }

  fileByPath(path: string): Uint8Array | null {
    return [...this.#files.values()].find((file) => file.path === path)?.bytes ?? null;
  }
}

/** The content of a forwarded message. If `sender` is a name, the account of the sender is hidden. */
export function forwardedContent(text: string, sender: FakeUser | string): MessageContent {
  const date = Math.floor(Date.now() / 1000);
  const forward_origin: ForwardOrigin =
    typeof sender === 'string'
      ? { type: 'hidden_user', date, sender_user_name: sender }
      : { type: 'user', date, sender_user: sender };
  return { text, forward_origin };
}

/** Commands are the only entities that the simulation recognises. */
function commandEntities(text: string): object[] {
  return [...text.matchAll(/(?<![\w/])\/\w{1,32}(?:@\w+)?/g)].map(({ 0: command, index }) => ({
    type: 'bot_command',
    offset: index,
    length: command.length,
  }));
}
