/** The page that links the account with Telegram. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dataOf, mockTelegram, openTestChat } from '../telegram/telegram-chat.ts';
import { readPage, sendForm, signUpOnPage } from './page-client.ts';

const PATH = '//web/account/telegram';

beforeEach(mockTelegram);
afterEach(() => {
  vi.restoreAllMocks();
});

it('the Telegram page shows a code as a link, as a QR code and as a message, then shows the linked user, and ends the link', async () => {
  const { cookie } = await signUpOnPage();
  const empty = await readPage(PATH, { cookie });
  expect(empty.status).toBe(200);
  expect(empty.cost.trips).toBe(1);
  expect(empty.body).toContain('Create a code');

  const created = await sendForm(PATH, {}, { cookie });
  const [, code = ''] = /<code>\/link ([\w-]{22})<\/code>/.exec(created.body) ?? [];
  expect(created.body).toContain(`href="https://telegram.test/plugs_test_bot?start=${code}"`);
  expect(created.body).toContain('class="qr"');
  expect(created.headers.get('Cache-Control')).toBe('no-store');

  const chat = openTestChat('mirela_k');
  await chat.press(dataOf(await chat.say(`/link ${code}`), 'Yes, link'));
  const linked = await readPage(PATH, { cookie });
  expect(linked.body).toContain('<bdi>@mirela_k</bdi>');

  const account = await readPage('//web/account', { cookie });
  expect(account.cost.trips).toBe(1);
  expect(account.body).toContain('Linked with <bdi>@mirela_k</bdi>');

  const ended = await sendForm(`${PATH}/end`, {}, { cookie });
  expect([ended.status, ended.headers.get('Location')]).toEqual([
    303,
    '/web/account/telegram?notice=telegram-ended',
  ]);
  expect((await readPage(`${PATH}?notice=telegram-ended`, { cookie })).body).toContain('The link has ended.');
});

it('the Telegram page shows the name of a Telegram user as text', async () => {
  const { cookie } = await signUpOnPage();
  const created = await sendForm(PATH, {}, { cookie });
  const [, code = ''] = /<code>\/link ([\w-]{22})<\/code>/.exec(created.body) ?? [];
  const chat = openTestChat('<script>');
  await chat.press(dataOf(await chat.say(`/link ${code}`), 'Yes, link'));
  expect((await readPage(PATH, { cookie })).body).toContain('@&lt;script&gt;');
});
