/** The button that deletes a contact, and the button that undoes the deletion. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { call, type TestAccount } from '../support/client.ts';
import {
  type Chat,
  createLinkedChat,
  dataOf,
  expectFewRoundTrips,
  mockTelegram,
  saveContact,
  textOf,
  toastOf,
} from './telegram-chat.ts';

let account: TestAccount;
let chat: Chat;
beforeEach(async () => {
  mockTelegram();
  ({ account, chat } = await createLinkedChat());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const readPlug = async (id: string) => (await call(`/plugs/${id}`, { token: account.token })).body;

it('the button Delete moves a contact to the trash, and the button Undo restores the contact', async () => {
  const { id, card } = await saveContact(chat, 'Ann Lee');
  const deleted = await chat.press(dataOf(card, 'Delete'));
  expectFewRoundTrips(deleted);
  expect(textOf(deleted)).toBe('Moved to the trash: Ann Lee');
  expect((await readPlug(id)).detail).toBe('Not found');
  expect(toastOf(await chat.press(dataOf(card, 'Delete')))).toBe('This contact no longer exists.');
  expect(toastOf(await chat.press(dataOf(card, 'Note')))).toBe('This contact no longer exists.');
  const undone = await chat.press(dataOf(deleted, 'Undo'));
  expectFewRoundTrips(undone);
  expect(textOf(undone)).toMatch(/^Restored:\n<b>Ann Lee/);
  expect((await readPlug(id)).full_name).toBe('Ann Lee');
  expect(toastOf(await chat.press(dataOf(deleted, 'Undo')))).toBe('This contact is already restored.');
  const [newest] = (await call(`/plugs/${id}/history`, { token: account.token })).body.items;
  expect(newest).toMatchObject({ kind: 'restored', via: 'undo' });
});

it('the button Undo shows that another target has the name and company of the deleted target', async () => {
  const { card } = await saveContact(chat, 'Ann Lee, Acme');
  const deleted = await chat.press(dataOf(card, 'Delete'));
  await chat.say('Ann Lee, Acme');
  const undone = await chat.press(dataOf(deleted, 'Undo'));
  expect([undone.status, toastOf(undone)]).toEqual([200, 'Another target has this name and company.']);
});

it('the button Undo does not restore a contact a second time after another deletion', async () => {
  const { id, card } = await saveContact(chat, 'Ann Lee');
  const deleted = await chat.press(dataOf(card, 'Delete'));
  await chat.press(dataOf(deleted, 'Undo'));
  await call(`/plugs/${id}`, { method: 'DELETE', token: account.token });
  const undone = await chat.press(dataOf(deleted, 'Undo'));
  expect(toastOf(undone)).toBe('This contact no longer exists.');
  expect(textOf(undone)).toBe('');
  expect((await readPlug(id)).detail).toBe('Not found');
});
