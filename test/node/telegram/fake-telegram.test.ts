/** The simulated Telegram rejects calls, and delivers and repeats updates, as Telegram does. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
  await callApi('setWebhook', { url: webhook.url, secret_token: SECRET });
});

afterEach(async () => {
  await telegram.stop();
  await webhook.stop();
});

describe('the delivery of updates', () => {
  it('an update is delivered with the secret of the webhook', async () => {
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

  it('an update is repeated until the status is 2xx, before the next update of the chat is delivered', async () => {
    webhook.statuses = [503, 404, 200];
    const anna = telegram.simulatedUser(ANNA);
    await Promise.all([anna.say('one'), anna.say('two')]);
    const texts = webhook.updates.map(({ message }) => message.text);
    expect(texts).toEqual(['one', 'one', 'one', 'two']);
    expect(new Set(webhook.updates.slice(0, 3).map(({ update_id }) => update_id)).size).toBe(1);
    expect(telegram.simulation.delivery.attempts.map(({ status }) => status)).toEqual([503, 404, 200, 200]);
    expect((await callApi('getWebhookInfo', {})).result).toMatchObject({ pending_update_count: 0 });
  });

  it('a failed update does not delay the updates of another chat', async () => {
    webhook.statuses = Array(20).fill(503);
    const deliveries = [ANNA, BERT].map((person) => telegram.simulatedUser(person).say(String(person.id)));
    await vi.waitUntil(() => new Set(webhook.updates.map(({ message }) => message.text)).size === 2, 10_000);
    expect(webhook.statuses.splice(0)).not.toEqual([]);
    await Promise.all(deliveries);
  });

  it('repeatLast delivers the newest update again with the same id', async () => {
    await telegram.simulatedUser(ANNA).say('hello');
    await telegram.simulation.delivery.repeatLast();
    const [first, second] = webhook.updates;
    expect(second).toEqual(first);
  });

  it('an update of a type that the webhook did not request is not delivered', async () => {
    await callApi('setWebhook', { url: webhook.url, secret_token: SECRET, allowed_updates: ['message'] });
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

  it('the bot downloads a file of a simulated user with its token, and not with a wrong token', async () => {
    await telegram.simulatedUser(ANNA).sendFile('a.vcf', 'text/vcard', Buffer.from('BEGIN:VCARD'));
    const { file_id } = webhook.updates[0]?.message.document ?? {};
    const { file_path } = (await callApi('getFile', { file_id })).result;
    const file = await fetch(`${telegram.url}/file/bot${FAKE_TOKEN}/${file_path}`);
    expect(await file.text()).toBe('BEGIN:VCARD');
    expect((await fetch(`${telegram.url}/file/botwrong/${file_path}`)).status).toBe(404);
  });

  it('a simulated user presses a button, and the bot can respond to the press once', async () => {
    const anna = telegram.simulatedUser(ANNA);
    await anna.say('hello');
    const buttons = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] };
    await sendMessage({ text: 'Really?', reply_markup: buttons });
    webhook.onUpdate = async ({ callback_query: query }) => {
      expect(query).toMatchObject({ data: 'yes', message: { text: 'Really?' } });
      const payload = { callback_query_id: query.id, text: 'Done' };
      expect((await callApi('answerCallbackQuery', payload)).ok).toBe(true);
      expect((await callApi('answerCallbackQuery', payload)).description).toMatch(/query is too old/);
    };
    expect(await anna.press('Yes')).toBe('Done');
  });

  it('a message after a question of the bot is a reply to the question', async () => {
    const anna = telegram.simulatedUser(ANNA);
    await anna.say('hello');
    await sendMessage({ text: 'Which tag?', reply_markup: { force_reply: true } });
    await anna.say('fair');
    expect(webhook.updates.at(-1)?.message.reply_to_message.text).toBe('Which tag?');
  });
});

describe('a call of the bot', () => {
  beforeEach(() => telegram.simulatedUser(ANNA).say('hello'));

  it.each([
    ['a text of 4,097 characters', { text: 'x'.repeat(4097) }, 'Bad Request: message is too long'],
    ['an empty text', { text: ' ' }, 'Bad Request: message text is empty'],
    [
      'an unknown HTML tag',
      { text: '<p>', parse_mode: 'HTML' },
      /can't parse entities: Unsupported start tag "p"/,
    ],
    ['an unclosed HTML tag', { text: '<b>x', parse_mode: 'HTML' }, /parse entities: Can't find end tag/],
    ['an unescaped less-than sign', { text: 'a < b', parse_mode: 'HTML' }, /can't parse entities/],
    [
      'button data of 65 bytes',
      { text: 'x', reply_markup: keyboard('x'.repeat(65)) },
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    ['an unknown chat', { chat_id: 1, text: 'x' }, 'Bad Request: chat not found'],
  ])('a message with %s is rejected with 400', async (_, payload, description) => {
    expect(await sendMessage(payload)).toMatchObject({
      ok: false,
      error_code: 400,
      description: expect.stringMatching(description),
    });
  });

  it('a message is accepted if it has 4,096 characters after its HTML is parsed, and button data of 64 bytes', async () => {
    const text = `<b>${'&amp;'.repeat(4096)}</b>`;
    const payload = { text, parse_mode: 'HTML', reply_markup: keyboard('ü'.repeat(32)) };
    expect(await sendMessage(payload)).toMatchObject({ ok: true, result: { text: '&'.repeat(4096) } });
  });

  it('a message to a user who has blocked the bot or has never written is rejected with 403', async () => {
    await telegram.simulatedUser(ANNA).block();
    expect(webhook.updates.at(-1)?.my_chat_member.new_chat_member.status).toBe('kicked');
    expect(await sendMessage({ text: 'x' })).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(await sendMessage({ chat_id: BERT.id, text: 'x' })).toMatchObject({ error_code: 403 });
  });

  it('an edit that changes nothing, or that is for an unknown message or a message of the user, is rejected', async () => {
    const { message_id } = (await sendMessage({ text: 'x', reply_markup: keyboard('a') })).result;
    const edit = (payload: object) =>
      callApi('editMessageText', { chat_id: ANNA.id, message_id, ...payload });
    const unchanged = { text: 'x', reply_markup: keyboard('a') };
    expect((await edit(unchanged)).description).toMatch(/message is not modified/);
    expect((await edit({ text: 'y' })).ok).toBe(true);
    expect((await edit({ message_id: 999, text: 'y' })).description).toMatch(/message to edit not found/);
    expect((await edit({ message_id: 1, text: 'y' })).description).toMatch(/can't be edited/);
  });

  it('the bot can reply only to an existing message, and the update of a button of the reply contains the original message', async () => {
    const { message_id } = webhook.updates[0]?.message ?? {};
    const payload = { text: 'Known', reply_markup: keyboard('update'), reply_parameters: { message_id } };
    expect((await sendMessage(payload)).result.reply_to_message.text).toBe('hello');
    await telegram.simulatedUser(ANNA).press('Button');
    expect(webhook.updates.at(-1)?.callback_query.message.reply_to_message.text).toBe('hello');
    expect((await sendMessage({ text: 'x', reply_parameters: { message_id: 999 } })).ok).toBe(false);
  });

  it('the chat page links to a file of the bot, and an invalid upload is rejected', async () => {
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
    for (const invalid of [
      { document: 'attach://other' },
      { ...file, part: new Blob([]) },
      { ...file, caption: 'x'.repeat(1025) },
    ]) {
      expect((await upload(invalid)).error_code).toBe(400);
    }
  });

  it('after limitCalls(1, 7), one call is rejected with 429 and a retry delay of 7 seconds', async () => {
    telegram.limitCalls(1, 7);
    const limited = await sendMessage({ text: 'x' });
    expect(limited).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
    expect((await sendMessage({ text: 'x' })).ok).toBe(true);
  });

  it('a wrong token is rejected with 401 and an unknown method with 404, and form parameters and a method name in upper case are accepted', async () => {
    const urlOf = (token: string, method: string) => `${telegram.url}/bot${token}/${method}`;
    expect((await fetch(urlOf('1:wrong', 'getMe'))).status).toBe(401);
    expect((await fetch(urlOf(FAKE_TOKEN, 'banana'))).status).toBe(404);
    const body = new URLSearchParams({ chat_id: String(ANNA.id), text: 'form' });
    const response = await fetch(urlOf(FAKE_TOKEN, 'SENDMESSAGE'), { method: 'POST', body });
    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'form' } });
    expect((await callApi('getMe', {})).result).toEqual(FAKE_BOT);
  });
});

function keyboard(data: string): object {
  return { inline_keyboard: [[{ text: 'Button', callback_data: data }]] };
}

/** Sends a message of the bot to Anna, unless the payload has another `chat_id`. */
function sendMessage(payload: object) {
  return callApi('sendMessage', { chat_id: ANNA.id, ...payload });
}

// biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
async function callApi(method: string, payload: object): Promise<any> {
  const response = await fetch(`${telegram.url}/bot${FAKE_TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return response.json();
}
