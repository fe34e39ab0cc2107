/**
 * Contacts that the bot saves from lines of text, shared contacts and forwarded messages. Also tests duplicates of
 * stored contacts.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, type TestAccount } from '../support/client.ts';
import {
  buttonsOf,
  type Chat,
  createLinkedChat,
  dataOf,
  expectFewRoundTrips,
  mockTelegram,
  openTestChat,
  sendUpdate,
  storeFile,
  textOf,
} from './telegram-chat.ts';

const LINE = 'Jane Smith, Health Tech, Product Manager, jane@healthtech.com, +1 202 555 0143, #fair !high';

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

it.each([LINE, `/add ${LINE}`])('the bot saves a contact from a line: %s', async (line) => {
  const sent = await chat.say(line);
  expectFewRoundTrips(sent);
  expect(textOf(sent)).toMatch(
    /^Saved as contact:\n<b>Jane Smith<\/b> · contact\nProduct Manager, Health Tech\n/,
  );
  expect(Object.keys(buttonsOf(sent))).toEqual(['Priority', 'Tag', 'Note', 'Delete']);
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({
    first_name: 'Jane',
    last_name: 'Smith',
    company: 'Health Tech',
    job_title: 'Product Manager',
    email: 'jane@healthtech.com',
    tags: ['fair'],
    priority: 'high',
    plug_type: 'contact',
  });
});

it('the bot saves a target from a single name, and the revision records the bot as the origin of the write', async () => {
  const sent = await chat.say('Zoë');
  expect(textOf(sent)).toMatch(/^Saved as target:\n<b>Zoë<\/b> · target$/);
  expect(Object.keys(buttonsOf(sent))).toContain('Convert');
  const rows = await bindings.DB.prepare('SELECT via FROM plug_revisions').all<{ via: number }>();
  // The third of `REVISION_VIAS` is "telegram".
  expect(rows.results.at(-1)?.via).toBe(3);
});

it.each(['#fair !high', '\u{1F642}', '\u200B'])(
  'the bot saves nothing from a message without a contact, and responds with an explanation: %j',
  async (text) => {
    const sent = await chat.say(text);
    expectFewRoundTrips(sent);
    expect(textOf(sent)).toMatch(/^I found no contact/);
    expect(await readPlugs(account)).toEqual([]);
  },
);

it('the bot shows HTML in a name as text and not as markup', async () => {
  const sent = await chat.say('<b>Eve</b> & Co, <i>Acme</i>');
  expect(textOf(sent)).toContain('&lt;b&gt;Eve&lt;/b&gt; &amp; Co');
  expect(textOf(sent)).not.toContain('<b>Eve');
});

it('the bot saves a shared contact', async () => {
  const contact = { phone_number: '+12025550143', first_name: 'Ann', last_name: 'Lee', user_id: 77 };
  const sent = await sendUpdate(chat.message({ contact }));
  expectFewRoundTrips(sent);
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({ first_name: 'Ann', last_name: 'Lee', primary_number: '+12025550143' });
});

it('the bot uses the name of a shared contact if the vCard in the contact has no name', async () => {
  const vcard = 'BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nTEL:+12025550144\nEMAIL:lee@mail.test\nEND:VCARD';
  const contact = { phone_number: '+12025550144', first_name: 'Bo', last_name: 'Lee', vcard };
  await sendUpdate(chat.message({ contact }));
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({ first_name: 'Bo', last_name: 'Lee', email: 'lee@mail.test' });
});

it('the bot saves the sender of a forwarded message, with the text of the message as the note', async () => {
  const sender_user = { id: 88, is_bot: false, first_name: 'Max', last_name: 'Born', username: 'maxborn' };
  const sent = await sendUpdate(
    chat.message({ text: 'See you on Monday', forward_origin: { type: 'user', date: 0, sender_user } }),
  );
  expectFewRoundTrips(sent);
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({ first_name: 'Max', last_name: 'Born', notes: 'See you on Monday' });
});

it('the bot saves the sender of a forwarded message by name if the sender hides their account', async () => {
  const forward_origin = { type: 'hidden_user', date: 0, sender_user_name: 'Olga Weber' };
  await sendUpdate(chat.message({ text: 'Hello', forward_origin }));
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({ first_name: 'Olga', last_name: 'Weber', notes: 'Hello' });
});

it('the bot saves the sender of a forwarded photo, and the contact of a forwarded vCard', async () => {
  const forward_origin = { type: 'hidden_user', date: 0, sender_user_name: 'Olga Weber' };
  await sendUpdate(chat.message({ photo: [], caption: 'Our stand', forward_origin }));
  storeFile('card', 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Ann;;;\r\nEND:VCARD\r\n');
  const document = { file_id: 'card', mime_type: 'text/vcard' };
  await sendUpdate(chat.message({ document, forward_origin }));
  const names = (await readPlugs(account)).map((plug: { full_name: string }) => plug.full_name);
  expect(names).toEqual(['Ann Lee', 'Olga Weber']);
});

it.each([
  { contact: { phone_number: '112', first_name: '\u3164' } },
  { text: 'Hi', forward_origin: { type: 'hidden_user', date: 0, sender_user_name: '\u3164' } },
])(
  'the bot saves nothing from a message without a visible name and a valid number, and responds with an explanation: %j',
  async (content) => {
    const sent = await sendUpdate(chat.message(content));
    expectFewRoundTrips(sent);
    expect(textOf(sent)).toMatch(/^I found no contact/);
    expect(await readPlugs(account)).toEqual([]);
  },
);

it('the bot finds a stored contact whose Telegram user has changed the name to an invisible character', async () => {
  const forwardAs = (first_name: string) => {
    const sender_user = { id: 88, is_bot: false, first_name };
    return sendUpdate(chat.message({ text: 'Hi', forward_origin: { type: 'user', date: 0, sender_user } }));
  };
  await forwardAs('Max');
  expect(textOf(await forwardAs('\u3164'))).toMatch(/^Already there:\n<b>Max<\/b>/);
});

it('the bot responds to an unsupported kind of message with an explanation', async () => {
  const sent = await sendUpdate(chat.message({ voice: { file_id: 'v', duration: 1 } }));
  expectFewRoundTrips(sent);
  expect(textOf(sent)).toMatch(/^I read lines of text/);
});

it.each([
  ['the e-mail address', 'J. Smith, Other Inc, JANE@healthtech.com'],
  ['the number', 'Janet, +1 (202) 555-0143'],
  ['the name and company', 'jane smith, health tech'],
])(
  'the bot shows the stored contact instead of saving a second contact with %s of the stored contact',
  async (_, line) => {
    await chat.say(LINE);
    const sent = await chat.say(line);
    expectFewRoundTrips(sent);
    expect(textOf(sent)).toMatch(/^Already there:\n<b>Jane Smith<\/b>/);
    expect(await readPlugs(account)).toHaveLength(1);
  },
);

it('the bot finds a stored contact whose name was split by the rule for the time zone of the account', async () => {
  await call('/auth/timezone', { method: 'PUT', token: account.token, body: { timezone: 'Asia/Tokyo' } });
  await chat.say('林太郎');
  expect(await readPlugs(account)).toMatchObject([{ first_name: '郎', last_name: '林太' }]);
  const sent = await chat.say('林太郎');
  expectFewRoundTrips(sent);
  expect(textOf(sent)).toMatch(/^Already there:/);
});

it('the button Update changes the stored contact to the values of the message', async () => {
  await chat.say(LINE);
  const update = chat.text('Jane Smith, Health Tech, CEO, jane@healthtech.com, #board');
  const known = await sendUpdate(update);
  const replyParameters = known.calls[0]?.payload.reply_parameters;
  expect(replyParameters.message_id).toBe(update.message.message_id);
  const messageFields = { reply_to_message: update.message };
  const updated = await chat.press(dataOf(known, 'Update'), messageFields);
  expectFewRoundTrips(updated);
  expect(textOf(updated)).toMatch(/^Updated:/);
  const [plug] = await readPlugs(account);
  expect(plug).toMatchObject({ job_title: 'CEO', tags: ['fair', 'board'], priority: 'high' });
  const again = await chat.press(dataOf(known, 'Update'), messageFields);
  expect(again.calls[0]?.payload.text).toBe('Nothing has changed.');
  const withoutMessage = await chat.press(dataOf(known, 'Update'));
  expect(withoutMessage.calls[0]?.payload.text).toBe('This button is no longer valid.');
});

it('the bot saves a contact and responds once when Telegram sends the same update again, also in parallel', async () => {
  const before = vi.mocked(fetch).mock.calls.length;
  const update = chat.text('Nina Simone');
  await Promise.all([sendUpdate(update), sendUpdate(update), sendUpdate(update)]);
  await sendUpdate(update);
  expect(await readPlugs(account)).toHaveLength(1);
  expect(vi.mocked(fetch).mock.calls.length - before).toBe(1);
});

it('the bot saves nothing and responds with 503 when D1 rejects the write, and saves the contact of the repeated update', async () => {
  let batches = 0;
  const DB = withBatch((statements) => {
    batches += 1;
    if (batches > 1) return Promise.reject(new Error('D1_ERROR: Network connection lost'));
    return bindings.DB.batch(statements);
  });
  const update = chat.text('Nina Simone');
  const failed = await sendUpdate(update, { altered: { DB } });
  expect([failed.status, failed.calls]).toEqual([503, []]);
  expect(await readPlugs(account)).toHaveLength(0);
  expect(textOf(await sendUpdate(update))).toMatch(/^Saved as target:/);
  expect(await readPlugs(account)).toHaveLength(1);
});

it('in a chat without a link, the response to a contact states that the chat is not linked', async () => {
  const sent = await openTestChat().say(LINE);
  expectFewRoundTrips(sent);
  expect(textOf(sent)).toMatch(/^This chat is not linked/);
});

it('the bot responds once that the account has reached its maximum number of contacts', async () => {
  await chat.say('First Person');
  const update = chat.text('Second Person');
  const sent = await sendUpdate(update, { variables: { LIMITS: '{"plugs":1}' } });
  expect((await sendUpdate(update)).calls).toEqual([]);
  expect([sent.status, textOf(sent)]).toEqual([
    200,
    'Your account has reached its maximum number of contacts.',
  ]);
});
