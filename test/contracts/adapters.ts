/**
 * Adapters with which tests call the same operations in the contracts v1, media and auction. The contract v1 has one
 * adapter for each kind of client. An adapter without an operation of its own uses the route of the web client.
 */
import { errorBody, noSessionBody } from '../worker/auction/auction.ts';
import { NEW_PASSWORD, replacePassword } from '../worker/sessions/device.ts';
import { idOf, updateAccount } from '../worker/support/accounts.ts';
import { call, PASSWORD, type TestResponse } from '../worker/support/client.ts';
import { failure } from '../worker/support/golden.ts';

/** The tokens of one session. */
export interface Session {
  access: string;
  refresh: string;
}

export interface Adapter {
  name: string;
  /** Whether the contract has its own login by password. */
  hasPasswordLogin: boolean;
  signUp: (email: string) => Promise<Session>;
  signIn: (email: string, password: string) => Promise<TestResponse>;
  /** The session in the response to a sign-in. */
  sessionOf: (response: TestResponse) => Session;
  getMe: (access: string) => Promise<TestResponse>;
  /** The UUID of the account that is named in the response of `getMe`. */
  accountIdOf: (response: TestResponse) => Promise<string>;
  refresh: (refresh: string) => Promise<TestResponse>;
  /** The access token in the response to a refresh. */
  accessOf: (response: TestResponse) => string;
  /** Changes the password from `PASSWORD` to `NEW_PASSWORD`. */
  changePassword: (email: string, session: Session) => Promise<void>;
  /**
   * The result of `changePassword`: the detail of the security event, and whether the session that requested the change
   * remains active.
   */
  passwordChange: { eventDetail: string; keepsCurrentSession: boolean };
  logOut: (session: Session) => Promise<TestResponse>;
  /** The error body of a sign-in with a wrong password. */
  wrongPasswordError: object;
  /** The error body of `getMe` if the session has ended for this reason. */
  endedError: (reason: string) => object;
}

/** Returns the response, or throws an error if the response has another status. */
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
  passwordChange: { eventDetail: 'reset', keepsCurrentSession: false },
};

const web: Adapter = {
  name: 'v1 as the web client',
  hasPasswordLogin: true,
  signUp: (email) => register(email, { client_type: 'web' }),
  signIn: (email, password) => call('/auth/login', { body: { email, password } }),
  sessionOf: v1Session,
  getMe: (token) => call('/auth/me', { token }),
  accountIdOf: async ({ body }) => body.id,
  refresh: (refresh_token) => call('/auth/refresh', { body: { refresh_token } }),
  accessOf: ({ body }) => body.access_token,
  ...changePasswordByCode,
  logOut: ({ refresh, access }) => call('/auth/logout', { token: access, body: { refresh_token: refresh } }),
  wrongPasswordError: failure('UNAUTHORIZED', 'Invalid email or password'),
  endedError: (reason) => failure('UNAUTHORIZED', 'Could not validate credentials', { reason }),
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
  signIn: (username, password) => call('/auth/token/', { body: { username, password } }),
  sessionOf: ({ body: { access, refresh } }) => ({ access, refresh }),
  getMe: (token) => call('/auth/users/me/', { token }),
  accountIdOf: async ({ body }) => body.uuid,
  refresh: (refresh) => call('/auth/token/refresh/', { body: { refresh } }),
  accessOf: ({ body }) => body.access,
  logOut: ({ refresh }) => call('/auth/logout/', { body: { refresh } }),
  wrongPasswordError: failure('UNAUTHORIZED', 'No active account found with the given credentials'),
  endedError: (reason) => ({ ...web.endedError(reason), code: 'token_not_valid' }),
};

const media: Adapter = {
  ...web,
  name: 'media',
  // Users of this contract sign in with Plex and not with a password. These tests need a password, so they use the routes
  // of v1 and set the Plex id in D1.
  hasPasswordLogin: false,
  signUp: async (email) => {
    const session = await web.signUp(email);
    await updateAccount({ email }, { plexId: `plex-${email}` });
    return session;
  },
  getMe: (token) => call('//api/auth/me', { token }),
  accountIdOf: async ({ body }) => body.data.user.id,
  refresh: (refreshToken) => call('//api/auth/refresh', { body: { refreshToken } }),
  accessOf: ({ body }) => body.data.accessToken,
  logOut: ({ access }) => call('//api/auth/logout', { method: 'POST', token: access }),
  endedError: () => ({
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
  signUp: async (email) => {
    const body = { name: 'Ada Lovelace', email, password: PASSWORD };
    return auctionSession(expectStatus(await call('//auth/signup', { body }), 200));
  },
  signIn: (email, password) => call('//auth/login', { body: { email, password } }),
  sessionOf: auctionSession,
  getMe: (token) => call('//auth/me', { token }),
  accountIdOf: ({ body }) => idOf({ number: body.user.id }),
  changePassword: async (_email, { access }) => {
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    expectStatus(await call('//auth/change-password', { token: access, body }), 200);
  },
  passwordChange: { eventDetail: 'by_owner', keepsCurrentSession: true },
  logOut: ({ access }) => call('//auth/logout', { method: 'POST', token: access }),
  wrongPasswordError: errorBody('WRONG_CREDENTIALS', 'Invalid email or password'),
  endedError: () => noSessionBody('SESSION_ENDED'),
};

export const ADAPTERS = [web, reader, devices, media, auction];

/** The adapters that have their own login by password. */
export const PASSWORD_ADAPTERS = ADAPTERS.filter(({ hasPasswordLogin }) => hasPasswordLogin);
