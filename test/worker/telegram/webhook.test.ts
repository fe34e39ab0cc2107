/** The webhook: its secret, repeated updates, failures, the limit of a chat, and groups. */
import { createExecutionContext } from 'cloudflare:test';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call } from '../support/client.ts';
import { START } from '../support/golden.ts';
import {
  createLinkedChat,
  expectFewRoundTrips,
  mockTelegram,
  openTestChat,
  sendUpdate,
  textOf,
  WEBHOOK_SECRET,
} from './telegram-chat.ts';

beforeEach(mockTelegram);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const PATH = '//telegram/webhook';
const send = (body: unknown, headers: Record<string, string>) => call(PATH, { body, headers });
const SECRET_HEADERS = { 'X-Telegram-Bot-Api-Secret-Token': WEBHOOK_SECRET };

it('the webhook rejects a request without the correct secret before it reads the body', async () => {
  for (const headers of [{}, { 'X-Telegram-Bot-Api-Secret-Token': `${WEBHOOK_SECRET}x` }] as Record<
    string,
    string
  >[]) {
    const response = await send('this is not JSON', headers);
    expect([response.status, response.body]).toEqual([401, { error: 'NOT_AUTHENTICATED' }]);
  }
  expect((await send('this is not JSON', SECRET_HEADERS)).status).toBe(400);
});

it('the webhook responds with 404 if the bot is not configured', async () => {
  const names = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_INFO'];
  const variables = Object.entries(bindings).filter(([name]) => !names.includes(name));
  const app = createApp(parseConfiguration(Object.fromEntries(variables)));
  const request = new Request('http://plugs.test/telegram/webhook', {
    method: 'POST',
    headers: SECRET_HEADERS,
  });
  const response = await app.fetch(request, bindings, createExecutionContext());
  expect(response.status).toBe(404);
});

it.each([
  {},
  { message: { text: 'no chat' } },
  { message: 'text' },
  { callback_query: { id: 5 } },
  { edited_message: { text: 'changed' } },
  { inline_query: { id: '1', query: 'jane', from: { id: 5, is_bot: false, first_name: 'J' } } },
])(
  'the webhook responds with 200 to an update that the bot does not support, and sends nothing: %j',
  async (part) => {
    const response = await sendUpdate({ update_id: 1, ...part });
    expect([response.status, response.calls]).toEqual([200, []]);
  },
);

it('the webhook rejects a body of more than 1 MiB', async () => {
  expect((await send({ update_id: 1, padding: 'x'.repeat(1024 * 1024) }, SECRET_HEADERS)).status).toBe(413);
});

it('the webhook handles an update only once when Telegram sends the update several times', async () => {
  const chat = openTestChat();
  const update = chat.text('/help');
  const responses = await Promise.all([sendUpdate(update), sendUpdate(update)]);
  responses.push(await sendUpdate(update));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  const sent = vi.mocked(fetch).mock.calls;
  expect(sent).toHaveLength(1);
});

it.each(['delete', 'ask.note', 'show', 'undo'])(
  'a press on the button %s for an unknown contact is handled only once, and also a press in a chat without a link',
  async (name) => {
    const { chat } = await createLinkedChat();
    const id = name === 'undo' ? 'rev_00000000001' : '019a0000-0000-7000-8000-000000000000';
    for (const pressedIn of [chat, openTestChat()]) {
      const update = pressedIn.button(`${name}.${id}`);
      const first = await sendUpdate(update);
      expectFewRoundTrips(first);
      expect(first.calls).toHaveLength(1);
      expect((await sendUpdate(update)).calls).toEqual([]);
    }
  },
);

it('the webhook responds with 503 while D1 is unavailable, and handles the update when Telegram sends it again', async () => {
  const chat = openTestChat();
  const update = chat.text('/help');
  const DB = withBatch(() => Promise.reject(new Error('D1_ERROR: Network connection lost')));
  const failed = await sendUpdate(update, { altered: { DB } });
  expect([failed.status, failed.calls]).toEqual([503, []]);
  expect((await sendUpdate(update)).calls).toHaveLength(1);
});

it('the webhook responds with 200 after an unexpected error, so that Telegram does not send the update again', async () => {
  const chat = openTestChat();
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const DB = withBatch(() => Promise.reject(new Error('SQLITE_ERROR: near "x": syntax error')));
  const response = await sendUpdate(chat.text('/help'), { altered: { DB } });
  expect([response.status, textOf(response)]).toEqual([
    200,
    'Sorry, something went wrong. Please try again.',
  ]);
  expect(errors).toHaveBeenCalled();
});

it('the webhook handles 30 updates of a chat in a minute, informs the user of the limit once, and then sends nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const chat = openTestChat();
  const responses = await Promise.all(Array.from({ length: 40 }, () => chat.say('/help')));
  expect(responses.every(({ status }) => status === 200)).toBe(true);
  const texts = vi.mocked(fetch).mock.calls.map(([, init]) => JSON.parse(String(init?.body)).text as string);
  expect(texts.filter((text) => text.startsWith('Send me a contact'))).toHaveLength(30);
  expect(texts.filter((text) => text === 'Too many messages. Please wait a minute.')).toHaveLength(1);
  expect(texts).toHaveLength(31);
  expect((await openTestChat().say('/help')).calls).toHaveLength(1);
  vi.advanceTimersByTime(61_000);
  expect(textOf(await chat.say('/help'))).toContain('Send me a contact');
});

it('the bot answers a pressed button above the limit, with a text only for the first update above the limit', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const chat = openTestChat();
  await Promise.all(Array.from({ length: 30 }, () => chat.say('/help')));
  const [first, second] = [await chat.press('show.1'), await chat.press('show.1')];
  expect(first.calls).toMatchObject([
    { method: 'answerCallbackQuery', payload: { text: 'Too many messages. Please wait a minute.' } },
  ]);
  expect(second.calls).toMatchObject([{ method: 'answerCallbackQuery' }]);
  expect(second.calls[0]?.payload.text).toBeUndefined();
});

it('the webhook responds within five seconds when the Bot API does not respond', async () => {
  const chat = openTestChat();
  vi.mocked(fetch).mockImplementation(() => new Promise(() => undefined));
  const startedAtMs = Date.now();
  expect((await sendUpdate(chat.text('/help'))).status).toBe(200);
  expect(Date.now() - startedAtMs).toBeLessThan(5000);
});

it('the bot responds to a command in a group with a text that contains no data of the account, and ignores other messages', async () => {
  const { chat } = await createLinkedChat();
  const group = { id: -100, type: 'supergroup', title: 'Team' };
  const inGroup = (text: string) => {
    const update = chat.text(text);
    return sendUpdate({ ...update, message: { ...update.message, chat: group } });
  };
  const command = await inGroup('/stats');
  expect(textOf(command)).toBe('I work only in a private chat.');
  expect(command.calls[0]?.payload.chat_id).toBe(-100);
  expect((await inGroup('Jane Smith, Health Tech')).calls).toEqual([]);
});
