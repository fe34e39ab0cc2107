/** Creates accounts with the auction contract, and returns expected bodies of responses. */
import { call, freshEmail } from '../support/client.ts';
import { aTime } from '../support/golden.ts';

export const PASSWORD = 'SecurePassword123!';
export const NEW_PASSWORD = 'NewSecurePassword456!';
export const JOHN = { name: 'John Doe', phone: '+1234567890', city: 'New York', country: 'USA' };

/** The body of an error response. */
export const errorBody = (code: string, message: string) => ({ error: true, message, code });

/** The body of a 400 for invalid fields: the first message, and the list of all messages. */
export const invalidBody = (...details: { field: string; message: string }[]) => ({
  ...errorBody('INVALID_INPUT', details[0]?.message ?? ''),
  details,
});

export const noSessionBody = (code = 'NOT_AUTHENTICATED') => errorBody(code, 'Authentication required');
export const DENIED = errorBody('FORBIDDEN', 'Access denied');
export const WRONG_CREDENTIALS = errorBody('WRONG_CREDENTIALS', 'Invalid email or password');

export const signup = (body: object, options = {}) => call('//auth/signup', { body, ...options });
export const login = (email: string, password: string, options = {}) =>
  call('//auth/login', { body: { email, password }, ...options });

/** An account, and functions that send requests with its bearer token. */
export interface Bidder {
  id: number;
  email: string;
  token: string;
  refreshToken: string;
  getMe: (query?: string) => ReturnType<typeof call>;
  changeProfile: (body: object) => ReturnType<typeof call>;
  changePassword: (body: object, options?: object) => ReturnType<typeof call>;
}

/** Creates an account. The values in `fields` replace the default fields of the signup. */
export async function signUpBidder(fields: object = {}): Promise<Bidder> {
  const email = freshEmail('bidder');
  const { status, body } = await signup({ ...JOHN, email, password: PASSWORD, ...fields });
  if (status !== 200) throw new Error(`signup: ${status} ${JSON.stringify(body)}`);
  const { access_token: token, refresh_token: refreshToken } = body.auth_token;
  return {
    id: body.user.id,
    email,
    token,
    refreshToken,
    getMe: (query = '') => call(`//auth/me${query}`, { token }),
    changeProfile: (changes) => call('//auth/profile', { method: 'PATCH', token, body: changes }),
    changePassword: (change, options = {}) =>
      call('//auth/change-password', { token, body: change, ...options }),
  };
}

/** The account as `/auth/me` returns it after the signup. The values in `changes` replace the defaults. */
export const expectedUser = ({ id, email }: Bidder, changes: object = {}) => ({
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
