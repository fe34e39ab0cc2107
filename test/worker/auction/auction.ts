/** Accounts of the auction contract, and its request and response bodies. */
import { call, freshEmail } from '../support/client.ts';
import { aTime } from '../support/golden.ts';

export const PASSWORD = 'SecurePassword123!';
export const NEW_PASSWORD = 'NewSecurePassword456!';
export const JOHN = { name: 'John Doe', phone: '+1234567890', city: 'New York', country: 'USA' };

/** The error body: the two keys of the document, and an error code. */
export const error = (code: string, message: string) => ({ error: true, message, code });

/** The body of a 400 for invalid fields: the first message, and the list of all messages. */
export const invalid = (...details: { field: string; message: string }[]) => ({
  ...error('INVALID_INPUT', details[0]?.message ?? ''),
  details,
});

export const NO_SESSION = (code = 'NOT_AUTHENTICATED') => error(code, 'Authentication required');
export const DENIED = error('FORBIDDEN', 'Access denied');
export const WRONG = error('WRONG_CREDENTIALS', 'Invalid email or password');

export const signup = (body: object, options = {}) => call('//auth/signup', { body, ...options });
export const login = (email: string, password: string, options = {}) =>
  call('//auth/login', { body: { email, password }, ...options });

export interface Bidder {
  id: number;
  email: string;
  token: string;
  refreshToken: string;
  me: (query?: string) => ReturnType<typeof call>;
  profile: (body: object) => ReturnType<typeof call>;
  changePassword: (body: object, options?: object) => ReturnType<typeof call>;
}

/** Creates an account. `token` is the bearer token of its first session. */
export async function newBidder(changes: object = {}): Promise<Bidder> {
  const email = freshEmail('bidder');
  const { status, body } = await signup({ ...JOHN, email, password: PASSWORD, ...changes });
  if (status !== 200) throw new Error(`signup: ${status} ${JSON.stringify(body)}`);
  const { access_token: token, refresh_token: refreshToken } = body.auth_token;
  return {
    id: body.user.id,
    email,
    token,
    refreshToken,
    me: (query = '') => call(`//auth/me${query}`, { token }),
    profile: (changes) => call('//auth/profile', { method: 'PATCH', token, body: changes }),
    changePassword: (change, options = {}) =>
      call('//auth/change-password', { token, body: change, ...options }),
  };
}

/** The account as `/auth/me` returns it, with `changes` applied. */
export const shown = ({ id, email }: Bidder, changes: object = {}) => ({
  ...JOHN,
  id,
  email,
  avatar_url: null,
  is_verified: false,
  is_active: true,
  total_bids: 0,
  total_wins: 0,
  total_spent: 0,
  created_at: aTime,
  updated_at: aTime,
  ...changes,
});
