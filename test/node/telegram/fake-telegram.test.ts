/** The simulated Telegram rejects calls, and delivers and repeats updates, as Telegram does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAKE_BOT, FAKE_TOKEN } from '../../../src/tools/cli/telegram/fake-values.ts';
import {
  ANNA,
  BERT,
  startTelegram,
  type TelegramServer,
} from '../../../src/tools/telegram-fake/telegram-server.ts';
import { startWebhook, type Webhook } from './webhook.ts';

const SECRET = 'secret-of-the-webhook';
let telegram: TelegramServer;
let webhook: Webhook;

beforeEach(async () => {
  webhook = await startWebhook();
  telegram = await startTelegram({ retryDelayMs: 10 });
  await call('setWebhook', { url: webhook.url, secret_token: SECRET });
});

afterEach(async () => {
  await telegram.stop();
  await webhook.stop();
});

describe('the delivery of updates', () => {
  it('sends the secret of the webhook with each update', async () => {
    await telegram.simulatedUser(ANNA).say('/start code');
    expect(webhook.updates).toMatchObject([
      {
        secret: SECRET,
        message: {
          text: '/start code',
          from: { id: ANNA.id },
          chat: { id: ANNA.id, type: 'private' },
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        },
      },
    ]);
  });

  it('repeats an update until the status is 2xx, before the next update of the chat', async () => {
    webhook.statuses = [503, 404, 200];
    const anna = telegram.simulatedUser(ANNA);
    await Promise.all([anna.say('one'), anna.say('two')]);
    const texts = webhook.updates.map(({ message }) => message.text);
    expect(texts).toEqual(['one', 'one', 'one', 'two']);
    expect(new Set(webhook.updates.slice(0, 3).map(({ update_id }) => update_id)).size).toBe(1);
    expect(telegram.simulation.delivery.attempts.map(({ status }) => status)).toEqual([503, 404, 200, 200]);
    expect((await call('getWebhookInfo', {})).result).toMatchObject({ pending_update_count: 0 });
  });

  it('a failed update does not delay the updates of another chat', async () => {
    webhook.statuses = Array(3).fill(503);
    const slow = telegram.simulatedUser(ANNA).say('slow');
    await telegram.simulatedUser(BERT).say('fast');
    expect(webhook.updates.at(-1)?.message.text).toBeDefined();
    await slow;
  });

  it('can deliver an update twice', async () => {
    await telegram.simulatedUser(ANNA).say('hello');
    await telegram.simulation.delivery.repeatLast();
    const [first, second] = webhook.updates;
    expect(second).toEqual(first);
  });

  it('omits the kinds of updates that the webhook did not request', async () => {
    await call('setWebhook', { url: webhook.url, secret_token: SECRET, allowed_updates: ['message'] });
    await telegram.simulatedUser(ANNA).block();
    expect(webhook.updates).toEqual([]);
  });
});

describe('a simulated user', () => {
  it('a simulated user sends a contact, forwarded messages and a message in a group', async () => {
    const anna = telegram.simulatedUser(ANNA);
    await anna.shareContact({ phone_number: '+46701234567', first_name: 'Lena' });
    await anna.forward('hello', BERT);
    await anna.forward('hello', 'Hidden Person');
    await telegram.simulatedUser(ANNA, 'group').say('hello');
    expect(webhook.updates.map(({ message }) => message)).toMatchObject([
      { contact: { phone_number: '+46701234567' } },
      { forward_origin: { type: 'user', sender_user: { id: BERT.id } } },
      { forward_origin: { type: 'hidden_user', sender_user_name: 'Hidden Person' } },
      { chat: { type: 'group' }, from: { id: ANNA.id } },
    ]);
  });

  it('a simulated user sends a file that the bot can download', async () => {
    await telegram.simulatedUser(ANNA).sendFile('a.vcf', 'text/vcard', Buffer.from('BEGIN:VCARD'));
    const { file_id } = webhook.updates[0]?.message.document ?? {};
    const { file_path } = (await call('getFile', { file_id })).result;
    const file = await fetch(`${telegram.url}/file/bot${FAKE_TOKEN}/${file_path}`);
    expect(await file.text()).toBe('BEGIN:VCARD');
    expect((await fetch(`${telegram.url}/file/botwrong/${file_path}`)).status).toBe(404);
  });

  it('a simulated user presses a button, and the bot can respond to the press once', async () => {
    const anna = telegram.simulatedUser(ANNA);
    await anna.say('hello');
    const buttons = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] };
    await send({ text: 'Really?', reply_markup: buttons });
    webhook.onUpdate = async ({ callback_query: query }) => {
      expect(query).toMatchObject({ data: 'yes', message: { text: 'Really?' } });
      const payload = { callback_query_id: query.id, text: 'Done' };
      expect((await call('answerCallbackQuery', payload)).ok).toBe(true);
      expect((await call('answerCallbackQuery', payload)).description).toMatch(/query is too old/);
    };
    expect(await anna.press('Yes')).toBe('Done');
  });

  it('a simulated user replies to the question of the bot', async () => {
    const anna = telegram.simulatedUser(ANNA);
    await anna.say('hello');
    await send({ text: 'Which tag?', reply_markup: { force_reply: true } });
    await anna.say('fair');
    expect(webhook.updates.at(-1)?.message.reply_to_message.text).toBe('Which tag?');
  });
});

describe('a call of the bot', () => {
  beforeEach(() => telegram.simulatedUser(ANNA).say('hello'));

  it.each([
    ['a long text', { text: 'x'.repeat(4097) }, 'Bad Request: message is too long'],
    ['an empty text', { text: ' ' }, 'Bad Request: message text is empty'],
    [
      'an unknown tag',
      { text: '<p>', parse_mode: 'HTML' },
      /can't parse entities: Unsupported start tag "p"/,
    ],
    ['an unclosed tag', { text: '<b>x', parse_mode: 'HTML' }, /parse entities: Can't find end tag/],
    ['a sign that is not escaped', { text: 'a < b', parse_mode: 'HTML' }, /can't parse entities/],
    [
      'too long data',
      { text: 'x', reply_markup: keyboard('x'.repeat(65)) },
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    ['an unknown chat', { chat_id: 1, text: 'x' }, 'Bad Request: chat not found'],
  ])('refuses a message with %s', async (_, payload, description) => {
    expect(await send(payload)).toMatchObject({
      ok: false,
      error_code: 400,
      description: expect.stringMatching(description),
    });
  });

  it('accepts a message with 4,096 characters besides tags and with data of 64 bytes', async () => {
    const text = `<b>${'&amp;'.repeat(4096)}</b>`;
    const payload = { text, parse_mode: 'HTML', reply_markup: keyboard('ü'.repeat(32)) };
    expect(await send(payload)).toMatchObject({ ok: true, result: { text: '&'.repeat(4096) } });
  });

  it('rejects a message with 403 for a user who has blocked the bot or has never written', async () => {
    await telegram.simulatedUser(ANNA).block();
    expect(webhook.updates.at(-1)?.my_chat_member.new_chat_member.status).toBe('kicked');
    expect(await send({ text: 'x' })).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(await send({ chat_id: BERT.id, text: 'x' })).toMatchObject({ error_code: 403 });
  });

  it('rejects an edit that changes nothing, and an edit of an unknown message or of a message of the user', async () => {
    const { message_id } = (await send({ text: 'x', reply_markup: keyboard('a') })).result;
    const edit = (payload: object) => call('editMessageText', { chat_id: ANNA.id, message_id, ...payload });
    const same = { text: 'x', reply_markup: keyboard('a') };
    expect((await edit(same)).description).toMatch(/message is not modified/);
    expect((await edit({ text: 'y' })).ok).toBe(true);
    expect((await edit({ message_id: 999, text: 'y' })).description).toMatch(/message to edit not found/);
    expect((await edit({ message_id: 1, text: 'y' })).description).toMatch(/can't be edited/);
  });

  it('the bot can reply to a message, and the update of a pressed button contains this message', async () => {
    const { message_id } = webhook.updates[0]?.message ?? {};
    const payload = { text: 'Known', reply_markup: keyboard('update'), reply_parameters: { message_id } };
    expect((await send(payload)).result.reply_to_message.text).toBe('hello');
    await telegram.simulatedUser(ANNA).press('Button');
    expect(webhook.updates.at(-1)?.callback_query.message.reply_to_message.text).toBe('hello');
    expect((await send({ text: 'x', reply_parameters: { message_id: 999 } })).ok).toBe(false);
  });

  it('the chat page shows a file of the bot as a download', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
    const upload = async (fields: Record<string, string | Blob>): Promise<any> => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ chat_id: String(ANNA.id), ...fields })) {
        if (typeof value === 'string') body.set(name, value);
        else body.set(name, value, 'a.csv');
      }
      const url = `${telegram.url}/bot${FAKE_TOKEN}/sendDocument`;
      return (await fetch(url, { method: 'POST', body })).json();
    };
    const file = { document: 'attach://part', part: new Blob(['a,b']) };
    const sent = await upload({ ...file, caption: '1 contact' });
    const { document, caption } = sent.result;
    expect([document.file_name, document.file_size, caption]).toEqual(['a.csv', 3, '1 contact']);
    expect(await (await fetch(`${telegram.url}/files/${document.file_id}`)).text()).toBe('a,b');
    const page = await (await fetch(`${telegram.url}/?chat=${ANNA.id}&as=${ANNA.id}`)).text();
    expect(page).toContain(`href="/files/${document.file_id}"`);
    const large = new Blob([new Uint8Array(50_000_001)]);
    expect((await upload({ ...file, part: large })).error_code).toBe(413);
    for (const refused of [
      { document: 'attach://other' },
      { ...file, part: new Blob([]) },
      { ...file, caption: 'x'.repeat(1025) },
    ]) {
      expect((await upload(refused)).error_code).toBe(400);
    }
  });

  it('can limit calls with 429', async () => {
    telegram.limitCalls(1, 7);
    expect(await send({ text: 'x' })).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
    expect((await send({ text: 'x' })).ok).toBe(true);
  });

  it('returns 401 for a wrong token, 404 for an unknown method, and accepts form parameters', async () => {
    const urlOf = (token: string, method: string) => `${telegram.url}/bot${token}/${method}`;
    expect((await fetch(urlOf('1:wrong', 'getMe'))).status).toBe(401);
    expect((await fetch(urlOf(FAKE_TOKEN, 'banana'))).status).toBe(404);
    const body = new URLSearchParams({ chat_id: String(ANNA.id), text: 'form' });
    const response = await fetch(urlOf(FAKE_TOKEN, 'SENDMESSAGE'), { method: 'POST', body });
    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'form' } });
    expect((await call('getMe', {})).result).toEqual(FAKE_BOT);
  });
});

function keyboard(data: string): object {
  return { inline_keyboard: [[{ text: 'Button', callback_data: data }]] };
}

function send(payload: object) {
  return call('sendMessage', { chat_id: ANNA.id, ...payload });
}

// biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
async function call(method: string, payload: object): Promise<any> {
  const response = await fetch(`${telegram.url}/bot${FAKE_TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return response.json();
}
