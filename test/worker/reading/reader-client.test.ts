/** The iOS client of the published document (reader.md), called against this service. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, freshAddress, freshEmail } from '../support/client.ts';
import { aUuid, DAY, HOUR, START } from '../support/golden.ts';
import { AuthError, AuthService, makeAuthenticatedRequest, phone, type User } from './reader-client.ts';
import { answersTo, CORRECT_OPTIONS, clearPassages, newEditor, newPremiumReader } from './reading.ts';

// biome-ignore lint/suspicious/noExplicitAny: the decoders accept any JSON
type Json = any;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  phone.keychain.clear();
  phone.address = freshAddress();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Returns the JSON if it has the fields and types of the `ProgressResponse` that the Swift code declares. The types of
 * the elements of lists and objects are not checked.
 * @throws Error if a field is missing or has another type
 */
function decodeProgress(json: Json) {
  if (!Array.isArray(json.completed_passages) || typeof json.scores !== 'object')
    throw new Error('keyNotFound');
  if (![json.total_passages, json.completed_count].every(Number.isInteger)) throw new Error('typeMismatch');
  return json;
}

const readProgress = () => makeAuthenticatedRequest('/progress', { decode: decodeProgress });

async function registerReader(): Promise<{ email: string; user: User }> {
  const email = freshEmail();
  const result = await AuthService.register(email, 'securepassword123');
  if ('failure' in result) throw result.failure;
  return { email, user: result.success };
}

describe('the iOS client', () => {
  it('the client registers, and its first access token is still valid after six days', async () => {
    const { email, user } = await registerReader();
    expect(user).toEqual({ id: aUuid, email, username: email.split('@')[0], isPremium: false });
    expect(AuthService.isAuthenticated()).toBe(true);
    const firstToken = AuthService.getAccessToken();
    vi.setSystemTime(START + 6 * DAY);
    expect(await AuthService.getCurrentUser()).toEqual({ success: user });
    expect(AuthService.getAccessToken()).toBe(firstToken);
  });

  it('the client logs in, and a failed login returns the message of the service', async () => {
    const { email, user } = await registerReader();
    AuthService.logout();
    expect(await AuthService.login(email, 'wrong')).toEqual({
      failure: AuthError.unauthorized('Invalid email or password'),
    });
    expect(AuthService.isAuthenticated()).toBe(false);
    expect(await AuthService.login(email, 'securepassword123')).toEqual({ success: user });
  });

  it('the client refreshes its access token with the first refresh token until this token has expired', async () => {
    const { user } = await registerReader();
    const firstRefreshToken = phone.keychain.get('refresh_token');
    for (const day of [8, 16, 24]) {
      vi.setSystemTime(START + day * DAY);
      const before = AuthService.getAccessToken();
      expect(await AuthService.getCurrentUser()).toEqual({ success: user });
      expect(AuthService.getAccessToken()).not.toBe(before);
    }
    expect(phone.keychain.get('refresh_token')).toBe(firstRefreshToken);
    vi.setSystemTime(START + 32 * DAY);
    expect(await AuthService.getCurrentUser()).toEqual({ failure: AuthError.notAuthenticated });
    expect(phone.keychain.size).toBe(0);
  });

  it('the client reads its progress, also after its access token has expired', async () => {
    await clearPassages();
    const admin = await newEditor();
    const passage = await admin.create();
    await registerReader();
    const empty = { completed_passages: [], scores: {}, total_passages: 1, completed_count: 0 };
    expect(await readProgress()).toEqual({ success: empty });
    const body = { answers: answersTo(passage, CORRECT_OPTIONS), time_spent_seconds: 61 };
    const path = `/progress/passages/${passage.id}/submit`;
    const marked = await makeAuthenticatedRequest(path, { method: 'POST', body, decode: (json) => json });
    expect(marked).toMatchObject({ success: { score: 100, is_completed: true } });
    vi.setSystemTime(START + 7 * DAY + HOUR);
    expect(await readProgress()).toEqual({
      success: {
        completed_passages: [passage.id],
        scores: { [passage.id]: 100 },
        total_passages: 1,
        completed_count: 1,
      },
    });
  });

  it('the client repeats a POST with the same body after a refresh', async () => {
    await clearPassages();
    const passage = await (await newEditor()).create();
    await registerReader();
    vi.setSystemTime(START + 8 * DAY);
    const body = { answers: answersTo(passage, [0]), time_spent_seconds: 5 };
    const path = `/progress/passages/${passage.id}/submit`;
    const marked = await makeAuthenticatedRequest(path, { method: 'POST', body, decode: (json) => json });
    expect(marked).toMatchObject({ success: { score: 33, is_completed: false } });
  });

  it('the client is signed out when another request has ended its session', async () => {
    await registerReader();
    await call('/auth/logout/', { body: { refresh_token: phone.keychain.get('refresh_token') } });
    expect(await readProgress()).toEqual({ failure: AuthError.notAuthenticated });
    expect(phone.keychain.size).toBe(0);
  });

  it('the client receives only the passages that it may read', async () => {
    await clearPassages();
    const admin = await newEditor();
    await admin.create();
    await admin.create({ tier: 'premium' });
    const { token } = await newPremiumReader();
    await registerReader();
    const decodeTiers = (json: Json) => json.results.map(({ tier }: { tier: string }) => tier);
    expect(await makeAuthenticatedRequest('/passages/', { decode: decodeTiers })).toEqual({
      success: ['free'],
    });
    phone.keychain.set('access_token', token);
    expect(await makeAuthenticatedRequest('/passages/', { decode: decodeTiers })).toEqual({
      success: ['premium', 'free'],
    });
  });
});
