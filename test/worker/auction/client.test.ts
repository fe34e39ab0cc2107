/**
 * The unchanged published auction client. The client sends a `user_id` but no token. The cookie of the browser
 * authenticates its requests.
 */
import { describe, expect, it } from 'vitest';
import { call, freshEmail } from '../support/client.ts';
import { aJwt, aTime } from '../support/golden.ts';
import { authServiceIn, openBrowser } from './auction-client.ts';

const PASSWORD = 'SecurePassword123!';
const NEW_PASSWORD = 'NewSecurePassword456!';
const JOHN = { name: 'John Doe', phone: '+1234567890', city: 'New York', country: 'USA' };
const HTTPS_ORIGIN = 'https://plugs.test';

const errorBody = (code: string, message: string) => ({ error: true, message, code });
const NO_SESSION = errorBody('NOT_AUTHENTICATED', 'Authentication required');

/** Opens a new browser on a page with this origin, and signs up with the client. */
async function signUpInBrowser(origin?: string) {
  const browser = openBrowser(origin);
  const service = authServiceIn(browser, origin);
  const email = freshEmail('john.doe');
  const data = await service.signup({ ...JOHN, email, password: PASSWORD });
  return { browser, service, email, data };
}

const basicUser = (id: number, email: string) => ({
  ...JOHN,
  id,
  email,
  is_verified: false,
  is_active: true,
  created_at: aTime,
});
const loginFields = { avatar_url: null, total_bids: 0, total_wins: 0, total_spent: 0 };
const tokens = { access_token: aJwt, refresh_token: aJwt, token_type: 'bearer', expires_in: 604_800 };

describe.each(['http://plugs.test', HTTPS_ORIGIN])('the published client on %s', (url) => {
  it('the published client signs up and is signed in', async () => {
    const { service, email, data } = await signUpInBrowser(url);
    const id = data.user.id;
    expect(data).toEqual({
      success: true,
      message: 'User registered successfully',
      user: basicUser(id, email),
      auth_token: { user_id: id, email, created_at: data.user.created_at, ...tokens },
    });
    expect(service.isAuthenticated()).toBe(true);
    expect(service.getUser()).toEqual(data.user);
    expect(service.getAuthToken()).toEqual(data.auth_token);
  });

  it('the published client logs in', async () => {
    const { email } = await signUpInBrowser(url);
    const service = authServiceIn(openBrowser(url), url);
    const data = await service.login(email, PASSWORD);
    const id = data.user.id;
    expect(data).toEqual({
      success: true,
      message: 'Login successful',
      user: { ...basicUser(id, email), ...loginFields },
      auth_token: { user_id: id, email, login_at: aTime, ...tokens },
    });
    expect(service.getUser()).toEqual(data.user);
  });

  it('the published client reads the current user', async () => {
    const { service, email, data } = await signUpInBrowser(url);
    expect(await service.getCurrentUser()).toEqual({
      success: true,
      user: { ...basicUser(data.user.id, email), ...loginFields, updated_at: aTime },
    });
  });

  it('the published client updates the profile and stores the response', async () => {
    const { service, email, data } = await signUpInBrowser(url);
    const updates = { name: 'John Smith', city: 'Los Angeles', avatar_url: 'https://example.com/a/new.jpg' };
    const updated = await service.updateProfile(updates);
    expect(updated).toEqual({
      success: true,
      message: 'Profile updated successfully',
      user: { ...basicUser(data.user.id, email), ...loginFields, ...updates, updated_at: aTime },
    });
    expect(service.getUser()).toEqual(updated.user);
    expect((await service.getCurrentUser()).user).toEqual(updated.user);
  });

  it('the published client changes the password and stays signed in', async () => {
    const { service, email } = await signUpInBrowser(url);
    const changed = await service.changePassword(PASSWORD, NEW_PASSWORD);
    expect(changed).toEqual({ success: true, message: 'Password changed successfully' });
    expect((await service.getCurrentUser()).success).toBe(true);
    const otherService = authServiceIn(openBrowser(url), url);
    const refused = await otherService.login(email, PASSWORD);
    expect(refused).toEqual(errorBody('WRONG_CREDENTIALS', 'Invalid email or password'));
    expect((await otherService.login(email, NEW_PASSWORD)).success).toBe(true);
  });
});

describe('the published messages', () => {
  it('the client receives the message that an address is taken, and stores nothing', async () => {
    const { email } = await signUpInBrowser();
    const service = authServiceIn(openBrowser());
    const data = await service.signup({ ...JOHN, email, password: PASSWORD });
    expect(data).toEqual(errorBody('EMAIL_TAKEN', 'Email already registered'));
    expect(service.isAuthenticated()).toBe(false);
  });

  it('the client receives the message that its credentials are wrong, and stores nothing', async () => {
    const { email } = await signUpInBrowser();
    const service = authServiceIn(openBrowser());
    expect(await service.login(email, 'WrongPassword123!')).toEqual(
      errorBody('WRONG_CREDENTIALS', 'Invalid email or password'),
    );
    expect(service.isAuthenticated()).toBe(false);
  });

  it('the client receives the message that its current password is incorrect', async () => {
    const { service } = await signUpInBrowser();
    expect(await service.changePassword('WrongPassword123!', NEW_PASSWORD)).toEqual(
      errorBody('WRONG_CURRENT_PASSWORD', 'Current password is incorrect'),
    );
  });

  it('the client receives the message that there is nothing to update, and does not change its stored user', async () => {
    const { service, data } = await signUpInBrowser();
    const message = 'At least one field must be provided';
    const details = [{ field: 'body', message }];
    expect(await service.updateProfile({})).toEqual({ ...errorBody('INVALID_INPUT', message), details });
    expect(service.getUser()).toEqual(data.user);
  });
});

it('the client on a page of another site sends no cookie, so routes that require a session reject its requests', async () => {
  const service = authServiceIn(openBrowser('https://elsewhere.test'));
  const email = freshEmail('john.doe');
  expect((await service.signup({ ...JOHN, email, password: PASSWORD })).success).toBe(true);
  expect(await service.getCurrentUser()).toEqual(NO_SESSION);
  expect(await service.updateProfile({ name: 'John Smith' })).toEqual(NO_SESSION);
});

it('the client without a stored token returns null as the current user', async () => {
  expect(await authServiceIn(openBrowser()).getCurrentUser()).toBeNull();
});

it('a logout of the client deletes its token, and the next login begins another session and ends the previous one', async () => {
  const { service, browser, email } = await signUpInBrowser();
  const [token = ''] = [...browser.cookies.values()];
  service.logout();
  expect(service.isAuthenticated()).toBe(false);
  expect(await service.getCurrentUser()).toBeNull();
  await service.login(email, PASSWORD);
  expect((await call('//auth/me', { token })).body.code).toBe('SESSION_ENDED');
  expect((await service.getCurrentUser()).user.email).toBe(email);
});

it('a changed user_id gives no access to another account', async () => {
  const victim = await signUpInBrowser();
  const attacker = await signUpInBrowser();
  const { user_id } = victim.service.getAuthToken();
  attacker.browser.sessionStorage.setItem('authToken', JSON.stringify({ user_id }));
  const denied = errorBody('FORBIDDEN', 'Access denied');
  expect(await attacker.service.getCurrentUser()).toEqual(denied);
  expect(await attacker.service.updateProfile({ name: 'Mallory' })).toEqual(denied);
  expect(await attacker.service.changePassword(PASSWORD, NEW_PASSWORD)).toEqual(denied);
  expect((await victim.service.getCurrentUser()).user.name).toBe('John Doe');
});

it('a browser without its cookies is not signed in', async () => {
  const { service, browser } = await signUpInBrowser();
  browser.cookies.clear();
  expect(await service.getCurrentUser()).toEqual(NO_SESSION);
  expect(await service.updateProfile({ name: 'Jane' })).toEqual(NO_SESSION);
  expect(await service.changePassword(PASSWORD, NEW_PASSWORD)).toEqual(NO_SESSION);
});
