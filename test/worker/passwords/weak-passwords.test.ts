/**
 * The registration, the auction signup, the reset and the change of a password reject common passwords, and passwords
 * that are similar to the e-mail address, to the user name or to a name of the service.
 */
import { describe, expect, it, vi } from 'vitest';
import { isCommonPassword } from '../../../src/rules/passwords/password-filter.ts';
import { readCommonPasswords } from '../../../src/store/passwords/common-passwords.ts';
import { bindings } from '../support/bindings.ts';
import {
  type CallOptions,
  call,
  freshEmail,
  mailedCode,
  PASSWORD,
  signUp,
  type TestResponse,
} from '../support/client.ts';

const TOO_COMMON = 'This password is too common.';
const LIKE_SERVICE = 'The password is too similar to the name of the service.';
const LIKE_EMAIL = 'The password is too similar to the email address.';
const LIKE_NAME = 'The password is too similar to the username.';

/** Sends a request with this new password. */
type SendPassword = (password: string, options?: CallOptions) => Promise<TestResponse>;

/** Requests with a new password, for an account whose e-mail address and user name begin with `marguerite`. */
const REQUESTS: Record<string, SendPassword> = {
  registration: (password, options) =>
    call('/auth/register', { body: { email: freshEmail('marguerite'), password }, ...options }),
  'auction signup': (password, options) =>
    call('//auth/signup', { body: { name: 'A B', email: freshEmail('marguerite'), password }, ...options }),
  reset: async (new_password, options) => {
    const { email } = await signUp('marguerite');
    await call('/auth/send-otp', { body: { email } });
    const otp_code = await mailedCode(email);
    const { token } = (await call('/auth/verify-otp', { body: { email, otp_code } })).body;
    return call('/auth/change-password', { body: { email, token, new_password }, ...options });
  },
  change: async (new_password, options) => {
    const { token } = await signUp('marguerite');
    const body = { current_password: PASSWORD, new_password };
    return call('//auth/change-password', { token, body, ...options });
  },
};

describe.each(Object.entries(REQUESTS))('the request for %s', (_, send) => {
  it.each([
    ['Password1!', TOO_COMMON],
    ['P@ssw0rd', TOO_COMMON],
    ['Passw0rd!', TOO_COMMON],
    ['!Qwerty123', TOO_COMMON],
    ['MediaNest123!', LIKE_SERVICE],
    ['Plugs-Plugs1', LIKE_SERVICE],
    ['Marguerite-1', LIKE_EMAIL],
    ['Marguerite-1', LIKE_NAME],
  ])('the password %s is rejected with the message: %s', async (password, sentence) => {
    const response = await send(password);
    const body = JSON.stringify(response.body);
    expect([response.status, body]).toEqual([400, expect.stringContaining(sentence)]);
  });

  it('the response is 503 while the common passwords cannot be read', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const responses = [
      await send('Br4nd-new-secret!', {
        altered: { ASSETS: assetsThatReturn(async () => new Response('', { status: 500 })) },
      }),
      await send('Br4nd-new-secret!', {
        altered: { ASSETS: assetsThatReturn(() => Promise.reject(new Error('unreachable'))) },
      }),
    ];
    for (const { status, headers } of responses) {
      expect([status, headers.get('Retry-After')]).toEqual([503, '5']);
    }
    expect(logged).toHaveBeenCalled();
    logged.mockRestore();
  });
});

describe('the passwords in examples of the published documents', () => {
  it.each([
    ['reader.md', 'user', 'securepassword123'],
    ['reader.md', 'test', 'testpass123'],
    ['plugs.md', 'user', 'SecurePassword123!'],
    ['devices.md', 'user', 'yourpassword'],
  ])(
    'the registration accepts the password of an example of %s: user %s, password %s',
    async (_, name, password) => {
      const email = `${name}@${freshEmail('host').replace('@', '.')}`;
      expect((await call('/auth/register', { body: { email, password } })).status).toBe(201);
    },
  );

  it('the signup and the password change accept the passwords of the examples of auction.md', async () => {
    const email = freshEmail('user');
    const signup = await call('//auth/signup', {
      body: { name: 'John Doe', email, password: 'SecurePassword123!' },
    });
    expect(signup.status).toBe(200);
    const { access_token: token } = (
      await call('/auth/login', { body: { email, password: 'SecurePassword123!' } })
    ).body.tokens;
    const body = { current_password: 'SecurePassword123!', new_password: 'NewSecurePassword456!' };
    expect((await call('//auth/change-password', { token, body })).status).toBe(200);
  });

  it('the reset accepts the password of the example of plugs.md', async () => {
    expect((await REQUESTS.reset?.('NewSecurePassword123!'))?.status).toBe(200);
  });
});

it('the filter finds common passwords in several spellings, and finds fewer than 25 of 100,000 other passwords by mistake', async () => {
  const filter = await readCommonPasswords(bindings.ASSETS);
  for (const password of [
    '123456',
    'PASSWORD',
    ' qwerty ',
    'letmein',
    'ｐａｓｓｗｏｒｄ',
    'dragon',
    'iloveyou!',
  ]) {
    expect([password, isCommonPassword(filter, password)]).toEqual([password, true]);
  }
  let mistakes = 0;
  for (let index = 0; index < 100_000; index += 1) {
    mistakes += isCommonPassword(filter, `not-common-${index}x`) ? 1 : 0;
  }
  // The expected number of mistakes is about 4.
  expect(mistakes).toBeLessThan(25);
});

function assetsThatReturn(respond: () => Promise<Response>): Fetcher {
  return { fetch: respond } as unknown as Fetcher;
}
