/**
 * `npm run admin` sets the role and marks the address as verified. With `--create`, the command also creates a missing
 * account, and a link for an account without a password. The link opens a page that sets the first password.
 */
import { describe, expect, it } from 'vitest';
import { appointAdministrator } from '../../../src/core/administration/appoint-administrator.ts';
import { noCost } from '../../../src/rules/cost.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { accountRow } from '../support/accounts.ts';
import { bindings, worker } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, mailedCode, PASSWORD, signUp } from '../support/client.ts';

const NEW_PASSWORD = 'NewSecurePassword123!';

const appoint = (email: string, createsMissingAccount = false) =>
  appointAdministrator(
    {
      database: openDatabase(bindings.DB, noCost()),
      nowMs: Date.now(),
      request: { address: null, userAgent: 'npm run admin', country: null },
    },
    { email, createsMissingAccount },
  );

/** Loads the page of an invitation, or sends its form with a password. */
async function requestInvitationPage(token: string, password?: string) {
  const response = await worker.fetch(
    new Request(`http://plugs.test/account/invitation/${token}`, {
      method: password === undefined ? 'GET' : 'POST',
      headers: { 'CF-Connecting-IP': freshAddress() },
      ...(password !== undefined && { body: new URLSearchParams({ password }) }),
    }),
  );
  return { status: response.status, text: await response.text() };
}

const logIn = (email: string, password: string) => call('/auth/login', { body: { email, password } });

describe('an existing account', () => {
  it('an existing account is promoted and verified, and the event names the system as the author', async () => {
    const { email, token } = await signUp();
    expect((await call('/auth/users/', { token })).status).toBe(403);
    expect(await appoint(email)).toEqual({ outcome: 'promoted', invitationToken: null, wasUnverified: true });
    expect((await call('/auth/users/', { token })).status).toBe(200);
    expect((await logIn(email, PASSWORD)).body.user.is_verified).toBe(true);
    const { items } = (await call('/auth/events', { token })).body;
    const event = items.find(({ type }: { type: string }) => type === 'account_changed');
    expect(event).toMatchObject({ session_id: null, ip_address: null, user_agent: 'npm run admin' });
    expect(JSON.parse(event.detail)).toEqual({ role: 'admin', isVerified: true, by: 'system' });
  });

  it('an existing account with a password gets no link, even if the command may create accounts', async () => {
    const { email } = await signUp();
    expect((await appoint(email, true)).invitationToken).toBeNull();
  });
});

it('an address without an account is reported as not found and gets no account if the command may not create one', async () => {
  const email = freshEmail();
  expect((await appoint(email)).outcome).toBe('not_found');
  expect(await accountRow({ email })).toBeUndefined();
});

describe('a new account', () => {
  it('a new account gets its password by a link that is valid once', async () => {
    const email = freshEmail('chief');
    const { outcome, invitationToken } = await appoint(email, true);
    expect(outcome).toBe('created');
    const token = invitationToken ?? '';
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, text } = await requestInvitationPage(token);
      expect([status, text]).toEqual([200, expect.stringContaining(email)]);
    }
    const weak = await requestInvitationPage(token, 'Password1!');
    expect([weak.status, weak.text]).toEqual([400, expect.stringContaining('This password is too common.')]);
    expect((await requestInvitationPage(token, NEW_PASSWORD)).status).toBe(200);
    const { body } = await logIn(email, NEW_PASSWORD);
    expect(body.user).toMatchObject({ email, is_verified: true });
    expect((await call('/auth/users/', { token: body.tokens.access_token })).status).toBe(200);
    expect((await requestInvitationPage(token)).status).toBe(404);
    expect((await requestInvitationPage(token, 'AnotherPassword123!')).status).toBe(404);
  });

  it('of two concurrent requests that set the first password, one succeeds and the other one gets 404', async () => {
    const token = (await appoint(freshEmail('chief'), true)).invitationToken ?? '';
    const responses = await Promise.all([
      requestInvitationPage(token, NEW_PASSWORD),
      requestInvitationPage(token, 'AnotherPassword123!'),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('a second run of the command creates a new link and invalidates the old link', async () => {
    const email = freshEmail('chief');
    const first = (await appoint(email, true)).invitationToken ?? '';
    const second = (await appoint(email, true)).invitationToken ?? '';
    expect((await requestInvitationPage(first)).status).toBe(404);
    expect((await requestInvitationPage(second)).status).toBe(200);
  });

  it('a link is no longer valid after the account has received a password by a reset', async () => {
    const email = freshEmail('chief');
    const token = (await appoint(email, true)).invitationToken ?? '';
    await call('/auth/send-otp', { body: { email } });
    const code = await mailedCode(email);
    const { body } = await call('/auth/verify-otp', { body: { email, otp_code: code } });
    const change = { email, token: body.token, new_password: NEW_PASSWORD };
    expect((await call('/auth/change-password', { body: change })).status).toBe(200);
    expect((await requestInvitationPage(token)).status).toBe(404);
    expect((await requestInvitationPage(token, 'An0ther-Passw0rd!')).status).toBe(404);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(200);
  });
});
