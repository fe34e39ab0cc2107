/** One adapter for each contract. All adapters have the same operations. */
import { error, NO_SESSION } from '../worker/auction/auction.ts';
import { NEW_PASSWORD, replacePassword } from '../worker/sessions/device.ts';
import { idOf, updateAccount } from '../worker/support/accounts.ts';
import { call, PASSWORD, type TestResponse } from '../worker/support/client.ts';
import { failure } from '../worker/support/golden.ts';

export interface Session {
  access: string;
  refresh: string;
}

export interface Adapter {
  name: string;
  /** Operations for which this contract has no route, and the name of the contract whose route is used instead. */
  substitutes: Partial<Record<'signUp' | 'signIn' | 'refresh' | 'changePassword', string>>;
  signUp: (email: string) => Promise<Session>;
  signIn: (email: string, password: string) => Promise<TestResponse>;
  /** The session in the response to a sign-in. */
  sessionOf: (response: TestResponse) => Session;
  me: (access: string) => Promise<TestResponse>;
  /** The UUID of the account in the response of `me`. */
  idOf: (response: TestResponse) => Promise<string>;
  refresh: (refresh: string) => Promise<TestResponse>;
  /** The access token in the response to a refresh. */
  accessOf: (response: TestResponse) => string;
  changePassword: (email: string, session: Session) => Promise<void>;
  /**
   * The detail of the security event of a password change, and whether the session that requested it remains active.
   */
  changed: { detail: string; keepsCurrent: boolean };
  logOut: (session: Session) => Promise<TestResponse>;
  wrongPassword: object;
  ended: (reason: string) => object;
}

function expectStatus(response: TestResponse, status: number): TestResponse {
  if (response.status !== status) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
  return response;
}

const v1Session = ({ body }: TestResponse): Session => ({
  access: body.tokens.access_token,
  refresh: body.tokens.refresh_token,
});
const register = async (email: string, fields: object) =>
  v1Session(
    expectStatus(await call('/auth/register', { body: { email, password: PASSWORD, ...fields } }), 201),
  );

const changePasswordByCode = {
  changePassword: (email: string) => replacePassword(email),
  changed: { detail: 'reset', keepsCurrent: false },
};

const web: Adapter = {
  name: 'v1 as the web client',
  substitutes: {},
  signUp: (email) => register(email, { client_type: 'web' }),
  signIn: (email, password) => call('/auth/login', { body: { email, password } }),
  sessionOf: v1Session,
  me: (token) => call('/auth/me', { token }),
  idOf: async ({ body }) => body.id,
  refresh: (refresh_token) => call('/auth/refresh', { body: { refresh_token } }),
  accessOf: ({ body }) => body.access_token,
  ...changePasswordByCode,
  logOut: ({ refresh, access }) => call('/auth/logout', { token: access, body: { refresh_token: refresh } }),
  wrongPassword: failure('UNAUTHORIZED', 'Invalid email or password'),
  ended: (reason) => failure('UNAUTHORIZED', 'Could not validate credentials', { reason }),
};

const reader: Adapter = {
  ...web,
  name: 'v1 as the reader',
  signUp: (email) => register(email, {}),
  signIn: (email, password) => call('/auth/login', { body: { email, password, client_type: 'ios' } }),
  refresh: (refresh) => call('/auth/refresh', { body: { refresh } }),
  accessOf: ({ body }) => body.access,
  logOut: ({ refresh }) => call('/auth/logout', { body: { refresh } }),
};

const devices: Adapter = {
  ...web,
  name: 'v1 as a device',
  substitutes: { signUp: web.name, changePassword: web.name },
  signIn: (username, password) => call('/auth/token/', { body: { username, password } }),
  sessionOf: ({ body: { access, refresh } }) => ({ access, refresh }),
  me: (token) => call('/auth/users/me/', { token }),
  idOf: async ({ body }) => body.uuid,
  refresh: (refresh) => call('/auth/token/refresh/', { body: { refresh } }),
  accessOf: ({ body }) => body.access,
  logOut: ({ refresh }) => call('/auth/logout/', { body: { refresh } }),
  wrongPassword: failure('UNAUTHORIZED', 'No active account found with the given credentials'),
  ended: (reason) => ({ ...web.ended(reason), code: 'token_not_valid' }),
};

const media: Adapter = {
  ...web,
  name: 'media',
  // Users of this contract sign in with Plex. Tests cannot call Plex, so they set the Plex id in D1 and sign in
  // with v1.
  substitutes: { signUp: web.name, signIn: web.name, changePassword: web.name },
  signUp: async (email) => {
    const session = await web.signUp(email);
    await updateAccount({ email }, { plexId: `plex-${email}` });
    return session;
  },
  me: (token) => call('//api/auth/me', { token }),
  idOf: async ({ body }) => body.data.user.id,
  refresh: (refreshToken) => call('//api/auth/refresh', { body: { refreshToken } }),
  accessOf: ({ body }) => body.data.accessToken,
  logOut: ({ access }) => call('//api/auth/logout', { method: 'POST', token: access }),
  ended: () => ({
    success: false,
    error: { code: 'INVALID_TOKEN', message: 'Invalid authentication token' },
  }),
};

const auctionSession = ({ body }: TestResponse): Session => ({
  access: body.auth_token.access_token,
  refresh: body.auth_token.refresh_token,
});

const auction: Adapter = {
  ...web,
  name: 'auction',
  substitutes: { refresh: web.name },
  signUp: async (email) => {
    const body = { name: 'Ada Lovelace', email, password: PASSWORD };
    return auctionSession(expectStatus(await call('//auth/signup', { body }), 200));
  },
  signIn: (email, password) => call('//auth/login', { body: { email, password } }),
  sessionOf: auctionSession,
  me: (token) => call('//auth/me', { token }),
  idOf: ({ body }) => idOf({ number: body.user.id }),
  changePassword: async (_email, { access }) => {
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    expectStatus(await call('//auth/change-password', { token: access, body }), 200);
  },
  changed: { detail: 'by_owner', keepsCurrent: true },
  logOut: ({ access }) => call('//auth/logout', { method: 'POST', token: access }),
  wrongPassword: error('WRONG_CREDENTIALS', 'Invalid email or password'),
  ended: () => NO_SESSION('SESSION_ENDED'),
};

export const ADAPTERS = [web, reader, devices, media, auction];

/** The contracts with a password login. */
export const PASSWORD_CONTRACTS = ADAPTERS.filter(({ substitutes }) => !substitutes.signIn);
