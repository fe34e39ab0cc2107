/** The command `/export`, which sends the contacts of the account as a file. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { accountNumberOf } from '../../../src/rules/sessions/session-id.ts';
import { seedPlugs } from '../plugs/seed-plugs.ts';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, type TestAccount } from '../support/client.ts';
import {
  type Chat,
  createLinkedChat,
  failMethod,
  mockTelegram,
  openTestChat,
  type SentUpdate,
  sendUpdate,
  textOf,
} from './telegram-chat.ts';

const FAILURE_TEXT = 'Sorry, something went wrong. Please try again.';

let account: TestAccount;
let chat: Chat;
beforeEach(async () => {
  mockTelegram();
  ({ account, chat } = await createLinkedChat());
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The text of the form that uploads the file. Undefined if no file was sent. */
const uploadOf = ({ calls }: SentUpdate): string | undefined =>
  calls.find(({ method }) => method === 'sendDocument')?.payload.form;

/** Sends `/export` and waits for the file, which is sent after the response. `roundTrips` counts the batches of D1. */
async function exportContacts(update = chat.text('/export')): Promise<SentUpdate & { roundTrips: number }> {
  let roundTrips = 0;
  const DB = withBatch(async (statements) => {
    roundTrips += 1;
    return bindings.DB.batch(statements);
  });
  const sent = await sendUpdate(update, { altered: { ...bindings, DB } });
  return { ...sent, roundTrips };
}

/** Creates a target through the API. */
async function createTarget(body: object): Promise<void> {
  await call('/plugs/', { token: account.token, body: { first_name: 'Ada', last_name: 'King', ...body } });
}

it('the bot sends the same CSV file as the API, in two round trips', async () => {
  await createTarget({ notes: '=1+1', tags: ['fair'] });
  await createTarget({ last_name: 'Lovelace' });
  const sent = await exportContacts();
  const file = await call('/plugs/export?format=csv', { token: account.token });
  expect(sent.status).toBe(200);
  expect(sent.calls.map(({ method }) => method)).toEqual(['sendDocument']);
  const form = uploadOf(sent) ?? '';
  expect(form).toContain(file.body);
  expect(form).toContain(`name="chat_id"\r\n\r\n${chat.id}\r\n`);
  expect(form).toContain('name="caption"\r\n\r\n2 contacts\r\n');
  expect(form).toMatch(/filename="?plugs-contacts-\d{4}-\d\d-\d\d\.csv"?\r\n/);
  expect(sent.roundTrips).toBe(2);
});

it('the bot sends the file once if Telegram sends the update again', async () => {
  await createTarget({});
  const update = chat.text('/export');
  expect(uploadOf(await exportContacts(update))).toContain('King');
  expect((await exportContacts(update)).calls).toEqual([]);
});

it('the bot sends a text instead of a file to an account without contacts and to a chat without a link', async () => {
  expect(textOf(await chat.say('/export'))).toBe('You have no contacts yet.');
  await createTarget({});
  const other = await openTestChat().say('/export');
  expect(textOf(other)).toContain('This chat is not linked to an account.');
  expect(uploadOf(other)).toBeUndefined();
});

it('the bot sends a file with 5,000 contacts in 21 round trips, and the address of a page instead of a file with 5,001 contacts', {
  timeout: 120_000,
}, async () => {
  const owner = accountNumberOf(account.sessionId);
  await seedPlugs(owner, 5_000);
  const file = await exportContacts();
  expect(uploadOf(file)?.match(/^target,/gm)).toHaveLength(5_000);
  expect(file.roundTrips).toBe(21);
  await createTarget({});
  const sent = await exportContacts();
  expect(sent.roundTrips).toBe(1);
  expect(sent.calls.map(({ payload }) => payload.text)).toEqual([
    'Your export has 5001 contacts. I send files with up to 5000 contacts and 50 MB. Use Export on this page: http://localhost:8000/web/contacts',
  ]);
});

it('the bot responds that the export has more than 50 MB if the file is too large for Telegram', {
  timeout: 120_000,
}, async () => {
  const owner = accountNumberOf(account.sessionId);
  await seedPlugs(owner, 1_000);
  const notes = 'x'.repeat(10_000);
  const query = 'UPDATE plugs SET notes = ?, connect_reason = ?, custom_data = ? WHERE owner = ?';
  const data = JSON.stringify({ a: '\u{1F9D1}'.repeat(10_000) });
  await bindings.DB.prepare(query).bind(notes, notes, data, owner).run();
  const sent = await exportContacts();
  expect(textOf(sent)).toContain('Your export has more than 50 MB.');
});

it('the bot sends an error message if storage fails or Telegram rejects the file', async () => {
  await createTarget({});
  let batches = 0;
  const DB = withBatch(async (statements) => {
    batches += 1;
    if (batches > 1) throw new Error('D1_ERROR: network connection lost');
    return bindings.DB.batch(statements);
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const failed = await sendUpdate(chat.text('/export'), { altered: { ...bindings, DB } });
  expect([failed.status, textOf(failed)]).toEqual([200, FAILURE_TEXT]);
  failMethod('sendDocument', 413, 'Request Entity Too Large');
  const refused = await exportContacts();
  expect([refused.status, textOf(refused)]).toEqual([200, FAILURE_TEXT]);
});
