/**
 * A simulation of Telegram for tests of the bot. A chat sends updates to the webhook of the worker. A replaced `fetch`
 * records the calls of the worker to the Bot API and responds to them.
 */
import { expect, vi } from 'vitest';
import type { AlteredBindings } from '../support/altered-worker.ts';
import { call, signUp, type TestAccount, type TestResponse } from '../support/client.ts';

/** The value of `TELEGRAM_WEBHOOK_SECRET` in the tests. */
export const WEBHOOK_SECRET = 'secret-for-tests-only';

export interface BotCall {
  method: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
  payload: any;
}

export interface SentUpdate extends TestResponse {
  /**
   * The calls to the Bot API during `sendUpdate`, in order. They include the calls for updates that ran in parallel.
   */
  calls: BotCall[];
}

let lastId = 1000;
const calls: BotCall[] = [];
/** The texts of the stored files, by file id. */
const files = new Map<string, string>();
/** The errors that the Bot API returns, by method. */
const failures = new Map<string, () => Response>();

const nextId = () => {
  lastId += 1;
  return lastId;
};

/**
 * Replaces `fetch` by a simulated Bot API, and removes recorded calls and errors of earlier tests. Call this function
 * in `beforeEach`. `vi.restoreAllMocks` restores `fetch`.
 */
export function mockTelegram(): void {
  calls.length = 0;
  failures.clear();
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const { pathname } = new URL(String(input));
    const file = /^\/file\/bot[^/]+\/(.+)$/.exec(pathname)?.[1];
    if (file !== undefined) return new Response(files.get(file));
    const method = pathname.split('/').at(-1) ?? '';
    // The body of an upload is a stream. If the stream ends with an error, this call fails and is not recorded.
    const { body } = init ?? {};
    const isUpload = body instanceof ReadableStream;
    const payload = isUpload ? { form: await new Response(body).text() } : JSON.parse(String(body));
    calls.push({ method, payload });
    const failure = failures.get(method);
    if (failure) return failure();
    if (method === 'getFile') {
      return Response.json({ ok: true, result: { file_id: payload.file_id, file_path: payload.file_id } });
    }
    return Response.json({ ok: true, result: { message_id: nextId() } });
  });
}

/** Stores a file that the bot can download by its id. */
export function storeFile(id: string, text: string): void {
  files.set(id, text);
}

/** Makes the Bot API reject the calls of a method until the next `mockTelegram`. */
export function failMethod(method: string, code: number, description: string): void {
  failures.set(method, () => Response.json({ ok: false, error_code: code, description }));
}

/**
 * Sends an update to the webhook, by default with the correct secret, and waits for the response. With `altered` or
 * `variables`, also waits for the work that continues after the response.
 */
export async function sendUpdate(
  update: object,
  {
    secret = WEBHOOK_SECRET,
    ...options
  }: { secret?: string; altered?: AlteredBindings; variables?: Record<string, string> } = {},
): Promise<SentUpdate> {
  const before = calls.length;
  const headers = { 'X-Telegram-Bot-Api-Secret-Token': secret, 'User-Agent': '' };
  const response = await call('//telegram/webhook', { body: update, headers, ...options });
  return { ...response, calls: calls.slice(before) };
}

export type Chat = ReturnType<typeof openTestChat>;

/** Opens a private chat of a new Telegram user. */
export function openTestChat(username = 'jane_smith') {
  const id = nextId() + 5_000_000_000;
  const user = { id, is_bot: false, first_name: 'Jane', username };
  const chat = { id, type: 'private', first_name: 'Jane' };
  const message = (content: object) => ({
    update_id: nextId(),
    message: { message_id: nextId(), date: 0, chat, from: user, ...content },
  });
  return {
    id,
    user,
    /** The update of a message with this content. */
    message,
    /** The update of a text message. Telegram marks the command at the beginning of a text. */
    text: (text: string) => {
      const length = /^\/\w+/.exec(text)?.[0].length;
      const entities = length === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length }] };
      return message({ text, ...entities });
    },
    /** The update of a pressed button with this data. `messageFields` are added to the message that has the button. */
    button: (data: string, messageFields: object = {}) => ({
      update_id: nextId(),
      callback_query: {
        id: String(nextId()),
        from: user,
        chat_instance: '1',
        data,
        message: { message_id: nextId(), date: 0, chat, text: 'text', ...messageFields },
      },
    }),
    /** The update that Telegram sends after the user has blocked the bot. */
    block: () => ({
      update_id: nextId(),
      my_chat_member: {
        chat,
        from: user,
        date: 0,
        old_chat_member: { status: 'member', user },
        new_chat_member: { status: 'kicked', user, until_date: 0 },
      },
    }),
    say(text: string): Promise<SentUpdate> {
      return sendUpdate(this.text(text));
    },
    press(data: string, messageFields: object = {}): Promise<SentUpdate> {
      return sendUpdate(this.button(data, messageFields));
    },
  };
}

/** Creates a code that links a chat to the account, and returns the code. */
export async function newCode(account: TestAccount): Promise<string> {
  const { body } = await call('/telegram/link', { method: 'POST', token: account.token });
  return body.code;
}

/** Creates an account and a chat that is linked to the account. */
export async function createLinkedChat(): Promise<{ account: TestAccount; chat: Chat }> {
  const account = await signUp('linked');
  const chat = openTestChat();
  await linkChat(account, chat);
  return { account, chat };
}

/** Links a chat to an account: sends a new code from the chat and presses Yes. */
export async function linkChat(account: TestAccount, chat: Chat): Promise<SentUpdate> {
  const asked = await chat.say(`/link ${await newCode(account)}`);
  return chat.press(dataOf(asked, 'Yes, link'));
}

/** Expects a response with 200 that cost at most two round trips to D1. */
export function expectFewRoundTrips({ status, cost }: SentUpdate): void {
  expect(status).toBe(200);
  expect(cost.trips).toBeLessThanOrEqual(2);
}

/** The text of the last message that was sent or changed; empty if there was none. */
export function textOf({ calls: made }: Pick<SentUpdate, 'calls'>): string {
  return made.findLast(({ payload }) => payload.text !== undefined && payload.chat_id)?.payload.text ?? '';
}

/** The text that Telegram shows for a short time after a button was pressed. */
export function toastOf({ calls: made }: Pick<SentUpdate, 'calls'>): string | undefined {
  return made.find(({ method }) => method === 'answerCallbackQuery')?.payload.text;
}

/** The buttons of the last message with buttons: the data or the URL of each button, by the text of the button. */
export function buttonsOf({ calls: made }: Pick<SentUpdate, 'calls'>): Record<string, string> {
  const keyboard = made.findLast(({ payload }) => payload.reply_markup)?.payload.reply_markup.inline_keyboard;
  const buttons = (keyboard ?? []).flat() as { text: string; callback_data?: string; url?: string }[];
  return Object.fromEntries(buttons.map((each) => [each.text, each.callback_data ?? each.url ?? '']));
}

/** The data of the button with this text. Fails if there is no such button. */
export function dataOf(sent: Pick<SentUpdate, 'calls'>, text: string): string {
  const data = buttonsOf(sent)[text];
  if (data === undefined) throw new Error(`no button ${text} in ${JSON.stringify(sent.calls)}`);
  return data;
}

/** Saves a contact by a message to the bot. Returns the id of the contact, and the response, which is its card. */
export async function saveContact(chat: Chat, line: string): Promise<{ id: string; card: SentUpdate }> {
  const card = await chat.say(line);
  return { id: dataOf(card, 'Delete').slice('delete.'.length), card };
}
