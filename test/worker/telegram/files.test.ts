/** Files in messages: vCard files, other files, and other files in forwarded messages. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { call, type TestAccount } from '../support/client.ts';
import {
  type Chat,
  createLinkedChat,
  dataOf,
  mockTelegram,
  openTestChat,
  sendUpdate,
  storeFile,
  textOf,
} from './telegram-chat.ts';

const VCARD = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Ann;;;\r\nEMAIL:ann@example.com\r\nEND:VCARD\r\n';
/** The update of a message with a file. */
const fileUpdate = (id: string, fields: object = {}) =>
  chat.message({ document: { file_id: id, file_name: 'ann.vcf', mime_type: 'text/vcard', ...fields } });

let account: TestAccount;
let chat: Chat;
beforeEach(async () => {
  mockTelegram();
  ({ account, chat } = await createLinkedChat());
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function readPlugs({ token }: TestAccount) {
  return (await call('/plugs/', { token })).body.items;
}

it('the bot saves the first contact of a vCard file and reports the number of the other contacts', async () => {
  storeFile('two', VCARD + VCARD.replaceAll('Ann', 'Bob').replace('ann@', 'bob@'));
  const sent = await sendUpdate(fileUpdate('two'));
  expect(sent.cost.trips).toBeLessThanOrEqual(3);
  const texts = sent.calls.map(({ payload }) => payload.text).filter(Boolean);
  expect(texts[0]).toMatch(/^Saved as target:\n<b>Ann Lee/);
  expect(texts[1]).toBe('Other contacts in the file, not saved: 1');
  expect(await readPlugs(account)).toHaveLength(1);
});

it('the button Update changes a stored contact to the values of a vCard file', async () => {
  await chat.say('Ann Lee, ann@example.com');
  storeFile('one', VCARD.replace('END:', 'TITLE:CEO\r\nEND:'));
  const update = fileUpdate('one');
  const known = await sendUpdate(update);
  expect(textOf(known)).toMatch(/^Already there:/);
  const messageFields = { reply_to_message: update.message };
  await chat.press(dataOf(known, 'Update'), messageFields);
  expect((await readPlugs(account))[0]).toMatchObject({ job_title: 'CEO' });
});

it.each([
  [{ mime_type: 'application/pdf', file_name: 'a.pdf' }, /^I can read only vCard files/],
  [{ file_size: 2 * 1024 * 1024 }, /^This file is too large/],
  [{}, /^I found no contact in this file/],
  [{ file_id: 'note' }, /^I found no contact in this message/],
])('the bot responds to a file that it cannot read with an explanation: %j', async (fields, expected) => {
  storeFile('empty', 'no card');
  storeFile('note', 'BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:Met at the fair\r\nEND:VCARD\r\n');
  const sent = await sendUpdate(fileUpdate('empty', fields));
  expect(sent.cost.trips).toBeLessThanOrEqual(3);
  expect(textOf(sent)).toMatch(expected);
});

it('the button Update changes a stored contact to the sender of a forwarded file that is not a vCard', async () => {
  const document = { file_id: 'report', file_name: 'a.pdf', mime_type: 'application/pdf' };
  const forwardFrom = (username: string) => {
    const sender_user = { id: 88, is_bot: false, first_name: 'Max', username };
    return chat.message({ document, forward_origin: { type: 'user', date: 0, sender_user } });
  };
  await sendUpdate(forwardFrom('max_old'));
  const update = forwardFrom('max_new');
  const known = await sendUpdate(update);
  expect(textOf(known)).toMatch(/^Already there:/);
  await chat.press(dataOf(known, 'Update'), { reply_to_message: update.message });
  expect((await readPlugs(account))[0]).toMatchObject({ telegram_username: 'max_new' });
});

it('the bot downloads no file for a chat without a link, for a repeated update and above the limit of the chat', async () => {
  storeFile('card', VCARD);
  const update = fileUpdate('card');
  await sendUpdate(update);
  const repeated = await sendUpdate(update);
  expect(repeated.calls).toEqual([]);
  const document = { file_id: 'card', mime_type: 'text/vcard' };
  const unlinked = await sendUpdate(openTestChat().message({ document }));
  expect(unlinked.calls.map(({ method }) => method)).toEqual(['sendMessage']);
  expect(textOf(unlinked)).toMatch(/^This chat is not linked/);
  await Promise.all(Array.from({ length: 30 }, () => chat.say('/help')));
  const limited = await sendUpdate(fileUpdate('card'));
  expect(limited.calls.map(({ method }) => method)).not.toContain('getFile');
});
