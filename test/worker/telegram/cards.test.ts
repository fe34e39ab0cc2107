/** Cards (messages that show one contact) and their buttons, lists of contacts, and the cost of commands. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, type TestAccount } from '../support/client.ts';
import {
  buttonsOf,
  type Chat,
  createLinkedChat,
  dataOf,
  expectFewRoundTrips,
  failMethod,
  mockTelegram,
  openTestChat,
  saveContact,
  sendUpdate,
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

describe('a button', () => {
  it('the button Convert converts a target, and has no effect on a contact', async () => {
    const { id, card } = await saveContact(chat, 'Ann Lee, ann@example.com');
    const converted = await chat.press(dataOf(card, 'Convert'));
    expectFewRoundTrips(converted);
    expect(toastOf(converted)).toBe('Converted to a contact.');
    expect(Object.keys(buttonsOf(converted))).not.toContain('Convert');
    expect((await readPlug(id)).plug_type).toBe('contact');
    const again = await chat.press(dataOf(card, 'Convert'));
    expect([again.status, toastOf(again)]).toEqual([200, 'This is already a contact.']);
  });

  it('the button Convert shows why a target cannot be converted', async () => {
    const { card } = await saveContact(chat, 'Ann Lee');
    expect(toastOf(await chat.press(dataOf(card, 'Convert')))).toMatch(
      /^A target needs a name and an e-mail/,
    );
  });

  it('the button Priority offers the four priorities, and a press on one of them sets the priority', async () => {
    const { id, card } = await saveContact(chat, 'Ann Lee');
    const offered = await chat.press(dataOf(card, 'Priority'));
    expectFewRoundTrips(offered);
    expect(Object.keys(buttonsOf(offered))).toEqual(['low', '✓ medium', 'high', 'urgent', 'Back']);
    const set = await chat.press(dataOf(offered, 'urgent'));
    expectFewRoundTrips(set);
    expect(textOf(set)).toContain('Priority: urgent');
    expect((await readPlug(id)).priority).toBe('urgent');
    expectFewRoundTrips(await chat.press(dataOf(offered, 'urgent')));
    expect(textOf(await chat.press(dataOf(offered, 'Back')))).toContain('Ann Lee');
  });

  it.each([
    ['Note', 'Met at the fair', { notes: 'Met at the fair' }],
    ['Tag', '#fair #berlin', { tags: ['fair', 'berlin'] }],
    ['Tag', 'new york, fair', { tags: ['new york', 'fair'] }],
    ['Tag', 'new\tyork, \u200Bfair, \u3164', { tags: ['new york', 'fair'] }],
    ['Note', '\u200BMet at\u0007 the fair\nToday', { notes: 'Met at  the fair\nToday' }],
    ['Note', '\u3164', { notes: null }],
  ])('after the button %s, the next message changes the contact: %j', async (button, reply, expected) => {
    const { id, card } = await saveContact(chat, 'Ann Lee');
    const asked = await chat.press(dataOf(card, button));
    expectFewRoundTrips(asked);
    expect(asked.calls.at(-1)?.payload.reply_markup).toMatchObject({ force_reply: true });
    const noted = await chat.say(reply);
    expectFewRoundTrips(noted);
    expect(textOf(noted)).toMatch(/^(Noted|Tagged):\n<b>Ann Lee/);
    expect(await readPlug(id)).toMatchObject(expected);
    expect(textOf(await chat.say('Bob Ray'))).toMatch(/^Saved as target:/);
  });

  it('the command /cancel cancels the question that the bot asked after a button was pressed', async () => {
    const { id, card } = await saveContact(chat, 'Ann Lee');
    await chat.press(dataOf(card, 'Note'));
    const cancelled = await chat.say('/cancel');
    expectFewRoundTrips(cancelled);
    expect(textOf(cancelled)).toBe('Cancelled.');
    expect(textOf(await chat.say('/cancel'))).toBe('There is nothing to cancel.');
    await chat.say('Bob Ray');
    expect((await readPlug(id)).notes).toBeNull();
  });

  it('a tag that is too long changes nothing, and the bot responds that a value is too long or not valid', async () => {
    const { id, card } = await saveContact(chat, 'Ann Lee');
    await chat.press(dataOf(card, 'Tag'));
    const update = chat.text('x'.repeat(51));
    expect(textOf(await sendUpdate(update))).toBe('A value is too long or not valid. Nothing was changed.');
    expect((await sendUpdate(update)).calls).toEqual([]);
    expect((await readPlug(id)).tags).toEqual([]);
  });

  it('the data of the button Delete has no effect in another chat', async () => {
    const { id, card } = await saveContact(chat, 'Ann Lee');
    const other = (await createLinkedChat()).chat;
    expect(toastOf(await other.press(dataOf(card, 'Delete')))).toBe('This contact no longer exists.');
    expect(toastOf(await openTestChat().press(dataOf(card, 'Delete')))).toMatch(/^This chat is not linked/);
    expect((await readPlug(id)).full_name).toBe('Ann Lee');
  });

  it('a press on a button with unknown data shows that the button is no longer valid, and a press with empty data returns 200', async () => {
    for (const data of ['remind.1', 'delete.no-id', '']) {
      const pressed = await chat.press(data);
      expect(pressed.status).toBe(200);
      if (data) expect(toastOf(pressed)).toBe('This button is no longer valid.');
    }
  });

  it('a pressed button logs no warning when Telegram rejects an unchanged message and an answer that is too late', async () => {
    const { card } = await saveContact(chat, 'Ann Lee');
    const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    failMethod('editMessageText', 400, 'Bad Request: message is not modified');
    failMethod('answerCallbackQuery', 400, 'Bad Request: query is too old and response timeout expired');
    const { status, calls } = await chat.press(dataOf(card, 'Priority').replace('priority', 'show'));
    expect(status).toBe(200);
    expect(calls.map(({ method }) => method)).toEqual(['answerCallbackQuery', 'editMessageText']);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('the data of each button of a card has at most 64 bytes', async () => {
    const { card } = await saveContact(chat, 'Ann Lee, ann@example.com');
    const sizes = Object.values(buttonsOf(card)).map((data) => new TextEncoder().encode(data).byteLength);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
  });
});

describe('a card', () => {
  it('a card is sent in several messages when its text is longer than 4,096 characters', async () => {
    const notes = `${'word '.repeat(1500)}end`;
    const { body } = await call('/plugs/', {
      token: account.token,
      body: { first_name: 'Long', last_name: 'Notes', notes },
    });
    const shown = await chat.press(`show.${body.id}`);
    const sent = shown.calls.filter(({ method }) => method === 'sendMessage');
    expect(sent.length).toBeGreaterThan(1);
    const texts = sent.map(({ payload }) => payload.text.replace(/<[^>]+>/g, ''));
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4096);
    expect(texts.join(' ').match(/word/g)).toHaveLength(1500);
    expect(sent.map(({ payload }) => payload.reply_markup !== undefined)).toEqual([
      ...sent.slice(1).map(() => false),
      true,
    ]);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    for (const name of ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda', 'Flora', 'Gerd']) {
      const body = { first_name: name, last_name: 'Guest', company: 'Inn' };
      await call('/plugs/', { token: account.token, body });
    }
  });

  it.each(['/find guest', '/recent'])(
    'the command %s shows five contacts, and the button Next shows the following contacts',
    async (command) => {
      const first = await chat.say(command);
      expectFewRoundTrips(first);
      expect(textOf(first)).toMatch(/: 1–5 of 7\n1\. <b>Gerd Guest<\/b> – Inn\n/);
      expect(Object.keys(buttonsOf(first))).toEqual(['1', '2', '3', '4', '5', 'Next ▶']);
      const next = await chat.press(dataOf(first, 'Next ▶'));
      expectFewRoundTrips(next);
      expect(next.calls.map(({ method }) => method)).toEqual(['answerCallbackQuery', 'editMessageText']);
      expect(textOf(next)).toMatch(/: 6–7 of 7\n6\. <b>Bea Guest/);
      expect(Object.keys(buttonsOf(next))).toEqual(['6', '7', '◀ Prev']);
      expect(textOf(await chat.press(dataOf(next, '◀ Prev')))).toMatch(/: 1–5 of 7/);
      const card = await chat.press(dataOf(next, '7'));
      expect(textOf(card)).toMatch(/^<b>Ada Guest<\/b> · target/);
    },
  );

  it('the command /find shows a single contact as a card, and a text if no contact is found or no word is sent', async () => {
    const found = await chat.say('/find flora');
    expect(textOf(found)).toMatch(/^<b>Flora Guest<\/b> · target/);
    expect(Object.keys(buttonsOf(found))).toContain('Convert');
    expect(textOf(await chat.say('/find not-a-name-of-a-contact'))).toBe('Nothing found.');
    expect(textOf(await chat.say('/find'))).toMatch(/^Send the words/);
  });

  it('a list has no button Next when the search is too long for the data of a button', async () => {
    const found = await chat.say(`/find guest ${'guest '.repeat(12)}`);
    expect(textOf(found)).toMatch(/1–5 of 7/);
    expect(Object.keys(buttonsOf(found))).not.toContain('Next ▶');
  });
});

it.each([
  ['/stats', /^Total: 1 \(targets: 1, contacts: 0\)\nPriority: 0 urgent, 0 high, 1 medium, 0 low/],
  ['/sessions', /^Active sessions: 2\nTelegram, last active /],
  ['/help', /^Send me a contact/],
  ['/start', /^This chat is linked to l\*\*\*@example\.com/],
  ['/due', /^I do not know this command/],
])('the command %s sends its text in at most two round trips', async (command, expected) => {
  await chat.say('Ann Lee');
  const response = await chat.say(command);
  expectFewRoundTrips(response);
  expect(textOf(response)).toMatch(expected);
});

it('the command /recent writes only two rows and reads at most 40 rows, and a repeated update costs one round trip', async () => {
  await chat.say('Ann Lee');
  const command = chat.text('/recent');
  const first = await sendUpdate(command);
  expect(first.cost.rowsWritten).toBe(2);
  expect(first.cost.rowsRead).toBeLessThanOrEqual(40);
  expect((await sendUpdate(command)).cost.trips).toBe(1);
});
