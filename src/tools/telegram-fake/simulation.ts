/** The state of the simulated Telegram, and the actions of its users. */
import type { BotInfo } from '../cli/telegram/fake-values.ts';
import { Conversation } from './conversation.ts';
import { escapeHtml } from './formatted-text.ts';
import type { Button, FakeMessage, FakeUser, ForwardOrigin, SharedFile } from './objects.ts';
import { UpdateDelivery } from './update-delivery.ts';

export interface SimulationOptions {
  bot: BotInfo;
  token: string;
  /** The users that can write to the bot. Each has a private chat, and all are in one group. */
  users: readonly FakeUser[];
  /** The delay before the second delivery of an update. The delay doubles with each further attempt. */
  retryDelayMs?: number;
}

/** A call of the bot. `error` is the description if Telegram refused the call. */
export interface BotCall {
  method: string;
  payload: Record<string, unknown>;
  error?: string;
}

export type MessageContent = Pick<FakeMessage, 'text' | 'contact' | 'document' | 'forward_origin'>;

const GROUP_ID = -1_001_000_000_001;
const DEFAULT_RETRY_MS = 1000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;

export class Simulation {
  readonly bot: BotInfo;
  readonly token: string;
  readonly users: readonly FakeUser[];
  readonly conversations = new Map<number, Conversation>();
  readonly calls: BotCall[] = [];
  readonly delivery: UpdateDelivery;
  commands: { command: string; description: string }[] = [];
  /** The number of calls that are refused with 429, and the seconds that the bot must wait. */
  limit = { calls: 0, retryAfterSeconds: 1 };
  /** The text that the bot showed after a press, by the id of the query. Null if the bot has not responded yet. */
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

  /** @throws Error if there is no such chat or member */
  memberOf(chatId: number, userId: number): { conversation: Conversation; user: FakeUser } {
    const conversation = this.conversations.get(chatId);
    const user = conversation?.members.find(({ id }) => id === userId);
    if (!conversation || !user) throw new Error(`user ${userId} is not in the chat ${chatId}`);
    return { conversation, user };
  }

  /** Sends a message of a user. Resolves when the bot has accepted the update. */
  async send(chatId: number, userId: number, content: MessageContent): Promise<void> {
    const { conversation, user } = this.memberOf(chatId, userId);
    if (conversation.isBlocked) await this.setBlocked(chatId, false);
    const question = conversation.openQuestion();
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
    conversation.stored.push({ message, html: escapeHtml(content.text ?? ''), isFromBot: false });
    await this.delivery.deliver(chatId, { message });
  }

  /** Presses a button. Resolves when the bot has accepted the update, with the text that the bot showed. */
  async press(chatId: number, userId: number, messageId: number, button: Button): Promise<string | null> {
    const { conversation, user } = this.memberOf(chatId, userId);
    const id = `${Date.now()}${this.queries.size}`;
    this.queries.set(id, { text: null });
    const message = conversation.find(messageId)?.message;
    await this.delivery.deliver(chatId, {
      callback_query: { id, from: user, message, chat_instance: String(chatId), data: button.callback_data },
    });
    return this.queries.get(id)?.text ?? null;
  }

  /** Blocks or unblocks the bot in a private chat. */
  async setBlocked(chatId: number, isBlocked: boolean): Promise<void> {
    const { conversation, user } = this.memberOf(chatId, chatId);
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

  /** Stores a file of a message. */
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

  /** The file with this id; null if the file does not exist or is too large for bots. */
  fileById(id: string): { path: string; bytes: Uint8Array } | null {
    const file = this.#files.get(id);
    return file && file.bytes.byteLength <= MAX_FILE_BYTES ? file : null;
  }

  fileByPath(path: string): Uint8Array | null {
    return [...this.#files.values()].find((file) => file.path === path)?.bytes ?? null;
  }
}

/** The content of a forwarded message. If `sender` is a name, the sender is hidden. */
export function forwarded(text: string, sender: FakeUser | string): MessageContent {
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
