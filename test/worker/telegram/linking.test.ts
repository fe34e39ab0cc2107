/**
 * Links between accounts and chats: the code, the confirmation, the session of the link, and the ways to end the link.
 */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replacePassword } from '../sessions/device.ts';
import { makeAdmin, numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, mailTo, signUp, type TestAccount } from '../support/client.ts';
import { START } from '../support/golden.ts';
import {
  buttonsOf,
  type Chat,
  createLinkedChat,
  dataOf,
  failMethod,
  linkChat,
  mockTelegram,
  newCode,
  openTestChat,
  sendUpdate,
  textOf,
} from './telegram-chat.ts';

const DAY_MS = 24 * 3600_000;
const NOT_VALID = /^This code is not valid/;

beforeEach(mockTelegram);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The state of the account's link in the API. */
const readLink = async ({ token }: TestAccount) => (await call('/telegram/link', { token })).body;
/**
 * Returns the time at which the session of the link expires, in milliseconds. Reads D1 and not the API, because the
 * access token of the account expires before the link. Undefined if the account has no link.
 */
async function readLinkExpiryMs(account: TestAccount): Promise<number | undefined> {
  const row = await bindings.DB.prepare(
    `SELECT expires_at FROM sessions WHERE owner = ? AND kind = 'telegram_link'`,
  )
    .bind(await numberOf(account))
    .first<{ expires_at: number }>();
  return row?.expires_at;
}

const isLinked = async (chat: Chat) => !/is not linked/.test(textOf(await chat.say('/start')));

describe('a code', () => {
  it('the response with a new code contains a deep link and a command, and D1 does not store the code itself', async () => {
    const account = await signUp();
    const { status, body } = await call('/telegram/link', { method: 'POST', token: account.token });
    expect(status).toBe(200);
    expect(body.code).toMatch(/^[\w-]{22}$/);
    expect(body.deep_link).toBe(`https://telegram.test/plugs_test_bot?start=${body.code}`);
    expect(body.command).toBe(`/link ${body.code}`);
    expect(Date.parse(body.expires_at) - Date.now()).toBeGreaterThan(590_000);
    const rows = await bindings.DB.prepare('SELECT * FROM telegram_link_codes').all();
    expect(rows.results.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.results)).not.toContain(body.code);
  });

  it('a code links a chat only after the user has pressed Yes', async () => {
    const account = await signUp();
    const chat = openTestChat('jane_smith');
    const asked = await chat.say(`/start ${await newCode(account)}`);
    expect(textOf(asked)).toContain(`Link this chat to ${account.email.slice(0, 1)}***@example.com?`);
    expect(textOf(asked)).not.toContain(account.email);
    expect(Object.keys(buttonsOf(asked))).toEqual(['Yes, link', 'No']);
    expect(await readLink(account)).toMatchObject({ is_linked: false, telegram_user_id: null });
    const confirmed = await chat.press(dataOf(asked, 'Yes, link'));
    expect(textOf(confirmed)).toMatch(/^Linked to /);
    expect(confirmed.cost.trips).toBeLessThanOrEqual(2);
    expect(await readLink(account)).toMatchObject({
      is_linked: true,
      telegram_user_id: chat.id,
      telegram_username: 'jane_smith',
    });
  });

  it('a code links a chat that was linked to another account only after the user has pressed Yes', async () => {
    const [account, other] = [await signUp(), await createLinkedChat()];
    await other.chat.say('/unlink');
    const asked = await other.chat.say(`/start ${await newCode(account)}`);
    expect((await readLink(account)).is_linked).toBe(false);
    await other.chat.press(dataOf(asked, 'Yes, link'));
    expect((await readLink(account)).telegram_user_id).toBe(other.chat.id);
    expect((await readLink(other.account)).is_linked).toBe(false);
  });

  it('a code does not link a chat that is linked to another account', async () => {
    const [linked, other] = [await createLinkedChat(), await signUp()];
    const asked = await linked.chat.say(`/start ${await newCode(other)}`);
    expect(textOf(asked)).toMatch(/is already linked to/);
    expect((await readLink(other)).is_linked).toBe(false);
    expect((await readLink(linked.account)).telegram_user_id).toBe(linked.chat.id);
  });

  it('a code is valid only for the first user who sends the code', async () => {
    const account = await signUp();
    const [first, second] = [openTestChat(), openTestChat()];
    const code = await newCode(account);
    const asked = await first.say(`/link ${code}`);
    expect(textOf(await second.say(`/link ${code}`))).toMatch(NOT_VALID);
    expect(textOf(await second.press(dataOf(asked, 'Yes, link')))).toBe('This button is no longer valid.');
    expect((await readLink(account)).is_linked).toBe(false);
    await first.press(dataOf(asked, 'Yes, link'));
    expect((await readLink(account)).telegram_user_id).toBe(first.id);
  });

  it('a code links a chat only once', async () => {
    const account = await signUp();
    const chat = openTestChat();
    const code = await newCode(account);
    const asked = await chat.say(`/link ${code}`);
    await chat.press(dataOf(asked, 'Yes, link'));
    await chat.say('/unlink');
    expect(textOf(await chat.press(dataOf(asked, 'Yes, link')))).toBe('This button is no longer valid.');
    expect(textOf(await chat.say(`/link ${code}`))).toMatch(NOT_VALID);
  });

  it('a code is not valid after 10 minutes, and not after the account has created another code', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const account = await signUp();
    const chat = openTestChat();
    const replaced = await newCode(account);
    const code = await newCode(account);
    expect(textOf(await chat.say(`/link ${replaced}`))).toMatch(NOT_VALID);
    vi.advanceTimersByTime(10 * 60_000);
    expect(textOf(await chat.say(`/link ${code}`))).toMatch(NOT_VALID);
  });

  it('a code is no longer valid after the user has pressed No', async () => {
    const account = await signUp();
    const chat = openTestChat();
    const code = await newCode(account);
    const asked = await chat.say(`/link ${code}`);
    expect(textOf(await chat.press(dataOf(asked, 'No')))).toBe('Not linked.');
    expect(textOf(await chat.say(`/link ${code}`))).toMatch(NOT_VALID);
  });
});

describe('a link', () => {
  it('a link is a session in the list of sessions, and the owner gets an e-mail and an entry in the security log', async () => {
    const { account, chat } = await createLinkedChat();
    const { session_id: id } = await readLink(account);
    const { body } = await call('/auth/sessions/', { token: account.token });
    const session = body.find((each: { id: number }) => each.id === id);
    expect(session).toMatchObject({
      client_type: 'telegram_bot',
      device_name: 'Telegram',
      telegram_user_id: chat.id,
      is_current: false,
    });
    const [stored] = (
      await bindings.DB.prepare('SELECT kind FROM sessions WHERE id = ?').bind(id).all<{ kind: string }>()
    ).results;
    expect(stored?.kind).toBe('telegram_link');
    const emails = await mailTo(account.email);
    expect(emails.map(({ subject }) => subject)).toContain('Your Plugs account was linked to Telegram');
    expect(emails.map(({ text }) => text).join()).toContain('The Telegram user @jane_smith was linked');
    const { body: events } = await call('/auth/events', { token: account.token });
    expect(events.items.map(({ type }: { type: string }) => type)).toContain('telegram_linked');
  });

  it('a link ends when the account links another chat', async () => {
    const { account, chat } = await createLinkedChat();
    const { session_id: first } = await readLink(account);
    const next = openTestChat();
    await linkChat(account, next);
    expect(await isLinked(chat)).toBe(false);
    expect(await isLinked(next)).toBe(true);
    expect((await readLink(account)).telegram_user_id).toBe(next.id);
    const { body } = await call('/auth/sessions/', { token: account.token });
    expect(body.map(({ id }: { id: number }) => id)).not.toContain(first);
  });

  it('a link ends 400 days after its last use', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { account, chat } = await createLinkedChat();
    expect(await readLinkExpiryMs(account)).toBe(Date.now() + 400 * DAY_MS);
    vi.setSystemTime(Date.now() + 399 * DAY_MS);
    expect(await isLinked(chat)).toBe(true);
    await runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
    expect(await readLinkExpiryMs(account)).toBe(Date.now() + 400 * DAY_MS);
    vi.setSystemTime(Date.now() + 399 * DAY_MS);
    expect(await isLinked(chat)).toBe(true);
    vi.setSystemTime(Date.now() + 401 * DAY_MS);
    expect(await isLinked(chat)).toBe(false);
  });
});

describe('the end of a link', () => {
  it('a link ends when its session is revoked', async () => {
    const { account, chat } = await createLinkedChat();
    const { session_id: id } = await readLink(account);
    await call(`/auth/sessions/${id}/revoke/`, { method: 'POST', token: account.token });
    expect(await isLinked(chat)).toBe(false);
    expect((await readLink(account)).is_linked).toBe(false);
  });

  it('a DELETE request ends the link, and can be repeated', async () => {
    const { account, chat } = await createLinkedChat();
    const remove = () => call('/telegram/link', { method: 'DELETE', token: account.token });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204]);
    expect(await isLinked(chat)).toBe(false);
  });

  it('a password reset ends the link', async () => {
    const { account, chat } = await createLinkedChat();
    await replacePassword(account.email);
    expect(await isLinked(chat)).toBe(false);
  });

  it('a link ends when the account is deactivated', async () => {
    const { account, chat } = await createLinkedChat();
    const admin = await signUp('admin');
    await makeAdmin({ number: await numberOf(admin) });
    const path = `/auth/users/${await numberOf(account)}/`;
    const body = { is_active: false };
    expect((await call(path, { method: 'PATCH', token: admin.token, body })).status).toBe(200);
    expect(await isLinked(chat)).toBe(false);
  });

  it('the command /unlink ends the link', async () => {
    const { account, chat } = await createLinkedChat();
    const ended = await chat.say('/unlink');
    expect(textOf(ended)).toMatch(/^The link has ended/);
    expect(ended.cost.trips).toBeLessThanOrEqual(2);
    expect(await isLinked(chat)).toBe(false);
    expect((await readLink(account)).is_linked).toBe(false);
    expect(textOf(await chat.say('/unlink'))).toMatch(/^This chat is not linked/);
  });

  it('a link ends when the user blocks the bot', async () => {
    const { account, chat } = await createLinkedChat();
    failMethod('sendMessage', 403, 'Forbidden: bot was blocked by the user');
    const blocked = await sendUpdate(chat.block());
    expect([blocked.status, blocked.calls]).toEqual([200, []]);
    expect((await readLink(account)).is_linked).toBe(false);
  });
});
