/** Requests of the devices client, the response bodies for rejected tokens, password resets, and administrators. */
import { expect } from 'vitest';
import { makeAdmin, numberOf } from '../support/accounts.ts';
import {
  call,
  freshAddress,
  mailTo,
  PASSWORD,
  readUntil,
  type SentEmail,
  signUp,
  type TestAccount,
  type TestResponse,
} from '../support/client.ts';
import { failure } from '../support/golden.ts';

/** The response body for an invalid or blacklisted token, in the format of SimpleJWT. */
export const badToken = (message: string, reason?: string) => ({
  ...failure('UNAUTHORIZED', message, reason ? { reason } : {}),
  code: 'token_not_valid',
});

/** The response body for an access token whose session has ended. */
export const ended = (reason: string) => badToken('Could not validate credentials', reason);

export const signIn = (body: object, address = freshAddress()) => call('/auth/token/', { body, address });
export const rotate = (refresh?: string) => call('/auth/token/refresh/', { body: { refresh } });
export const me = (token: string) => call('/auth/users/me/', { token });

/** Returns a token with the same claims and an invalid signature. */
export const forged = (token: string) => `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}`;

/** A session that was begun by the token route. */
export interface Device {
  account: TestAccount;
  access: string;
  refresh: string;
  sessionId: number;
}

/** Begins another session of an account. Without an account, begins the second session of a new account. */
export async function newDevice(account?: TestAccount, fields: object = {}): Promise<Device> {
  const owner = account ?? (await signUp());
  const { status, body } = await signIn({ username: owner.email, password: owner.password, ...fields });
  if (status !== 200) throw new Error(`token: ${status} ${JSON.stringify(body)}`);
  return { account: owner, access: body.access, refresh: body.refresh, sessionId: body.session_id };
}

/** Expects a 401 response with this body. */
export function expectRefused(response: TestResponse, body: object): void {
  expect(response.body).toEqual(body);
  expect(response.status).toBe(401);
}

/**
 * Returns the newest e-mail with this subject. Waits for the first e-mail, because e-mails are sent after the response,
 * but does not wait for a newer e-mail. Returns undefined if there is still no such e-mail after 100 attempts.
 */
export async function emailTo(email: string, subject: string): Promise<SentEmail | undefined> {
  return readUntil(
    async () => (await mailTo(email)).find((each) => each.subject === subject),
    (found) => found !== undefined,
  );
}

export const NEW_PASSWORD = `N3w-${PASSWORD}`;

/** Sets the password to `NEW_PASSWORD` with a code from an e-mail. */
export async function replacePassword(email: string): Promise<void> {
  await call('/auth/send-otp', { body: { email } });
  const codeEmail = await emailTo(email, 'Your code to reset your Plugs password');
  const otp_code = /^\d{6}$/m.exec(codeEmail?.text ?? '')?.[0];
  const { body } = await call('/auth/verify-otp', { body: { email, otp_code } });
  const change = { email, token: body.token, new_password: NEW_PASSWORD };
  const { status } = await call('/auth/change-password', { body: change });
  if (status !== 200) throw new Error(`change-password: ${status}`);
}

export interface Administrator extends TestAccount {
  /** Changes an account by `PATCH /auth/users/{number}/`. */
  change: (account: { id: string }, changes: object) => Promise<TestResponse>;
}

/** Creates an account with the administrator role. */
export async function newAdministrator(): Promise<Administrator> {
  const account = await signUp('admin');
  await makeAdmin(account);
  const change = async (changed: { id: string }, body: object) =>
    call(`/auth/users/${await numberOf(changed)}/`, { method: 'PATCH', token: account.token, body });
  return { ...account, change };
}
