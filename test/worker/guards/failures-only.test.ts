/** Only a wrong password, code or token counts as a failure. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callMedia, plexLogin } from '../media/media.ts';
import { updateAccount } from '../support/accounts.ts';
import { withBatch } from '../support/altered-worker.ts';
import {
  call,
  freshAddress,
  freshBlock,
  freshEmail,
  mailedCode,
  PASSWORD,
  signUp,
} from '../support/client.ts';

const NEW_PASSWORD = 'Br4nd-new-secret!';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a sign-in with Plex', () => {
  const plexUser = { id: 8_300_001, username: 'patient', email: 'patient@example.com', confirmed: true };
  const logInWhilePlexReturns = (address: string, response: () => Response) => {
    const plex = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => response());
    return callMedia('/auth/plex/login', { address, body: { plexToken: 'token-of-patient' } }).finally(() =>
      plex.mockRestore(),
    );
  };

  it('a sign-in with Plex uses none of the five tries while Plex is unavailable', async () => {
    const address = freshAddress();
    for (let time = 0; time < 8; time += 1) {
      expect((await logInWhilePlexReturns(address, () => new Response(null, { status: 502 }))).status).toBe(
        503,
      );
    }
    expect((await plexLogin('token-of-patient', plexUser, { address })).status).toBe(200);
  });

  it('a sign-in with Plex uses one of the five tries when Plex rejects the token', async () => {
    const address = freshAddress();
    const logInRejected = () => logInWhilePlexReturns(address, () => new Response(null, { status: 401 }));
    for (let time = 0; time < 5; time += 1) expect((await logInRejected()).status).toBe(401);
    expect((await logInRejected()).status).toBe(429);
  });

  it.each([
    ['seconds', '120', '120'],
    ['a date', new Date(Date.now() + 3_600_000).toUTCString(), expect.stringMatching(/^3[56]\d\d$/)],
    ['an invalid value', 'soon', '30'],
  ])(
    'if Plex responds with 429 and %s in Retry-After, a sign-in returns seconds in Retry-After',
    async (_, sent, expectedRetryAfter) => {
      const headers = { 'Retry-After': sent };
      const { headers: responseHeaders } = await logInWhilePlexReturns(
        freshAddress(),
        () => new Response(null, { status: 429, headers }),
      );
      expect(responseHeaders.get('Retry-After')).toEqual(expectedRetryAfter);
    },
  );

  it('a sign-in with Plex uses none of the five tries when the account is deactivated', async () => {
    const closed = { id: 8_300_002, username: 'closed', email: freshEmail('closed'), confirmed: true };
    const { body } = await plexLogin('token-of-closed', closed);
    await updateAccount({ id: body.data.user.id }, { isActive: false });
    const address = freshAddress();
    for (let time = 0; time < 6; time += 1) {
      expect((await plexLogin('token-of-closed', closed, { address })).status).toBe(403);
    }
  });

  it('the start of a sign-in with Plex uses none of the five tries when Plex creates no PIN', async () => {
    const address = freshAddress();
    const plex = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(null, { status: 500 }));
    for (let time = 0; time < 6; time += 1) {
      expect((await callMedia('/auth/plex/pin', { method: 'POST', address })).status).toBe(503);
    }
    plex.mockRestore();
  });
});

describe('the correct password', () => {
  it('the correct password of a deactivated account locks neither the account nor the address', async () => {
    const { email, ...account } = await signUp();
    await updateAccount({ email }, { isActive: false });
    const address = freshAddress();
    const logIn = () => call('/auth/login', { address, body: { email, password: PASSWORD } });
    for (let time = 0; time < 12; time += 1) {
      const { status, body } = await logIn();
      expect([status, body.detail]).toEqual([401, 'Account is deactivated']);
    }
    await updateAccount({ id: account.id }, { isActive: true });
    expect((await logIn()).status).toBe(200);
  });

  it('the correct password uses none of the tries of its address while D1 is unavailable', async () => {
    const { email } = await signUp();
    const address = freshAddress();
    const failingDatabase = withBatch(async () => {
      throw new Error('D1_ERROR: Network connection lost.');
    });
    for (let time = 0; time < 6; time += 1) {
      const body = { email, password: PASSWORD };
      expect((await call('/auth/login', { address, body, altered: { DB: failingDatabase } })).status).toBe(
        503,
      );
    }
    expect((await call('/auth/login', { address, body: { email, password: PASSWORD } })).status).toBe(200);
  });
});

describe('a reset of the password', () => {
  const changePassword = (address: string, body: object) => call('/auth/change-password', { address, body });

  it('a password reset uses none of the three tries when the password breaks a rule, even with a wrong token', async () => {
    const { email } = await signUp();
    const block = freshBlock();
    for (let time = 0; time < 5; time += 1) {
      const { status, body } = await changePassword(block(1), {
        email,
        token: 'wrong',
        new_password: 'short',
      });
      expect([status, body.detail]).toEqual([400, 'Password must be at least 8 characters long']);
    }
    for (let time = 0; time < 3; time += 1) {
      const { status, body } = await changePassword(block(1), {
        email,
        token: 'wrong',
        new_password: NEW_PASSWORD,
      });
      expect([status, body.detail]).toEqual([400, 'Invalid or expired verification token']);
    }
    expect(
      (await changePassword(block(1), { email, token: 'wrong', new_password: NEW_PASSWORD })).status,
    ).toBe(429);
  });

  it('a password reset with a password that is similar to the user name is rejected and leaves the token valid', async () => {
    const email = freshEmail('x');
    await call('/auth/register', { body: { email, password: PASSWORD, username: 'Marguerite-1' } });
    await call('/auth/send-otp', { body: { email } });
    const { body } = await call('/auth/verify-otp', { body: { email, otp_code: await mailedCode(email) } });
    const { token } = body;
    expect(
      (await changePassword(freshAddress(), { email, token, new_password: 'Marguerite-1!' })).status,
    ).toBe(400);
    expect((await changePassword(freshAddress(), { email, token, new_password: NEW_PASSWORD })).status).toBe(
      200,
    );
  });
});
