/** The link of a chat after the account's object could not be reached. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { bindings } from '../support/bindings.ts';
import { call, signUp } from '../support/client.ts';
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
