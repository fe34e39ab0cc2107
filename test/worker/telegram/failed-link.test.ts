/**
 * A confirmation that begins no link: the account's object cannot be reached, or the session that created the code has
 * ended.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { replacePassword } from '../sessions/device.ts';
import { numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp, type TestAccount } from '../support/client.ts';
import { dataOf, mockTelegram, newCode, openTestChat, sendUpdate, textOf } from './telegram-chat.ts';

beforeEach(mockTelegram);
afterEach(() => {
  vi.restoreAllMocks();
});

/** A namespace of account objects in which every beginning of a session fails. */
function unavailableAccounts(): typeof bindings.ACCOUNTS {
  const begin = async () => {
    throw new Error('The object cannot be reached.');
  };
  return { getByName: () => ({ begin }) } as unknown as typeof bindings.ACCOUNTS;
}

it('the user can press Yes again after the object of the account has failed, and the second press uses up the code', async () => {
  const account = await signUp();
  const readLink = async () => (await call('/telegram/link', { token: account.token })).body;
  const chat = openTestChat();
  const code = await newCode(account);
  const asked = await chat.say(`/link ${code}`);
  const yes = dataOf(asked, 'Yes, link');
  const failed = await sendUpdate(chat.button(yes), { altered: { ACCOUNTS: unavailableAccounts() } });
  expect(failed.status).toBe(200);
  expect(failed.calls).toMatchObject([
    { method: 'answerCallbackQuery', payload: { text: expect.stringMatching(/try again/) } },
  ]);
  expect((await readLink()).is_linked).toBe(false);
  expect(textOf(await chat.press(yes))).toMatch(/^Linked to /);
  expect((await readLink()).telegram_user_id).toBe(chat.id);
  await chat.say('/unlink');
  expect(textOf(await chat.say(`/link ${code}`))).toMatch(/^This code is not valid/);
});

it.each<[string, (account: TestAccount) => Promise<unknown>]>([
  ['a password reset', ({ email }) => replacePassword(email)],
  ['a logout of all sessions', ({ token }) => call('/auth/logout/all', { method: 'POST', token })],
  ['a logout of the session that created it', ({ token }) => call('/auth/logout', { method: 'POST', token })],
])(
  'a code is no longer valid after %s, even if the bot has already asked for the confirmation',
  async (_, end) => {
    const account = await signUp();
    const chat = openTestChat();
    const code = await newCode(account);
    const asked = await chat.say(`/link ${code}`);
    await end(account);
    expect(textOf(await chat.press(dataOf(asked, 'Yes, link')))).toBe('This button is no longer valid.');
    expect(textOf(await chat.say(`/link ${code}`))).toMatch(/^This code is not valid/);
    const links = await bindings.DB.prepare('SELECT count(*) FROM telegram_links WHERE owner = ?')
      .bind(await numberOf(account))
      .first<number>('count(*)');
    expect(links).toBe(0);
  },
);
