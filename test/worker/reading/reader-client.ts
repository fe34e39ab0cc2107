/**
 * The iOS client of the published document (reader.md), translated to TypeScript: promises replace completion handlers,
 * null replaces `nil`, and the worker replaces the server that `URLSession` calls. Code that the document repeats is in
 * functions, and errors of the connection are omitted.
 */
import { worker } from '../support/bindings.ts';
import type { TestResponse } from '../support/client.ts';

type Dictionary = TestResponse['body'];
type Result<Success> = { success: Success } | { failure: AuthError };

/** The state of the simulated phone: the values in its keychain, and its client address. */
export const phone = { keychain: new Map<string, string>(), address: '203.0.113.3' };

const baseURL = 'http://localhost:8000/api/v1';

const KeychainHelper = {
  save: (value: string, forKey: string) => void phone.keychain.set(forKey, value),
  load: (forKey: string) => phone.keychain.get(forKey) ?? null,
  delete: (forKey: string) => void phone.keychain.delete(forKey),
};

export class AuthError extends Error {
  static invalidResponse = new AuthError('Invalid response from server');
  static notAuthenticated = new AuthError('User is not authenticated');
  static unauthorized = (message: string) => new AuthError(message);
}

export interface User {
  id: string;
  email: string;
  username: string;
  isPremium: boolean;
}

function userFrom(dict: Dictionary): User | null {
  const { id, email, username, is_premium: isPremium } = dict;
  if (typeof id !== 'string' || typeof email !== 'string' || typeof username !== 'string') return null;
  return typeof isPremium === 'boolean' ? { id, email, username, isPremium } : null;
}

/** Sends a request with the headers that `URLSession` adds on a phone, and with the client address of the phone. */
async function dataTask(url: string, request: { method?: string; headers: Dictionary; body?: string }) {
  const headers = new Headers(request.headers);
  headers.set('User-Agent', 'Reader/1.0 CFNetwork/1568.200.51 Darwin/24.1.0');
  headers.set('Accept', '*/*');
  headers.set('CF-Connecting-IP', phone.address);
  const response = await worker.fetch(new Request(url, { ...request, headers }));
  const data = await response.text();
  return { statusCode: response.status, json: data === '' ? null : (JSON.parse(data) as Dictionary) };
}

export const AuthService = {
  async register(email: string, password: string): Promise<Result<User>> {
    const { json } = await post('/auth/register', { email, password });
    return completeSignIn(json);
  },

  async login(email: string, password: string): Promise<Result<User>> {
    const { statusCode, json } = await post('/auth/login', { email, password });
    if (statusCode === 401) {
      return { failure: AuthError.unauthorized(json.error?.message ?? 'Invalid credentials') };
    }
    return completeSignIn(json);
  },

  async getCurrentUser(): Promise<Result<User>> {
    const accessToken = KeychainHelper.load('access_token');
    if (!accessToken) return { failure: AuthError.notAuthenticated };
    const headers = { Authorization: `Bearer ${accessToken}` };
    const { statusCode, json } = await dataTask(`${baseURL}/auth/me`, { headers });
    if (statusCode === 401) {
      // Token expired, try to refresh
      const result = await AuthService.refreshToken();
      if ('success' in result) return AuthService.getCurrentUser();
      return { failure: AuthError.notAuthenticated };
    }
    const user = json && userFrom(json);
    return user ? { success: user } : { failure: AuthError.invalidResponse };
  },

  async refreshToken(): Promise<Result<true>> {
    const refreshToken = KeychainHelper.load('refresh_token');
    if (!refreshToken) return { failure: AuthError.notAuthenticated };
    const { statusCode, json } = await post('/auth/refresh', { refresh: refreshToken });
    if (statusCode !== 200) {
      // Refresh failed, clear tokens
      AuthService.logout();
      return { failure: AuthError.notAuthenticated };
    }
    if (typeof json?.access !== 'string') return { failure: AuthError.invalidResponse };
    // Update stored access token
    KeychainHelper.save(json.access, 'access_token');
    return { success: true };
  },

  logout(): void {
    KeychainHelper.delete('access_token');
    KeychainHelper.delete('refresh_token');
  },

  isAuthenticated: () => KeychainHelper.load('access_token') !== null,
  getAccessToken: () => KeychainHelper.load('access_token'),
};

/** `decode` replaces `JSONDecoder().decode(T.self, from: data)`. It throws if the JSON does not have the type `T`. */
export async function makeAuthenticatedRequest<T>(
  endpoint: string,
  { method = 'GET', body, decode }: { method?: string; body?: Dictionary; decode: (json: Dictionary) => T },
): Promise<Result<T>> {
  const accessToken = AuthService.getAccessToken();
  if (!accessToken) return { failure: AuthError.notAuthenticated };
  const { statusCode, json } = await dataTask(`${baseURL}${endpoint}`, {
    method,
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  // Handle token expiration
  if (statusCode === 401) {
    const result = await AuthService.refreshToken();
    if ('success' in result) return makeAuthenticatedRequest(endpoint, { method, body, decode });
    return { failure: AuthError.notAuthenticated };
  }
  return { success: decode(json) };
}

function post(path: string, body: Dictionary) {
  const headers = { 'Content-Type': 'application/json' };
  return dataTask(`${baseURL}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

function completeSignIn(json: Dictionary): Result<User> {
  const accessToken = json?.tokens?.access;
  const refreshToken = json?.tokens?.refresh;
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') {
    return { failure: AuthError.invalidResponse };
  }
  // Store tokens
  KeychainHelper.save(accessToken, 'access_token');
  KeychainHelper.save(refreshToken, 'refresh_token');
  // Parse user
  const user = userFrom(json.user);
  return user ? { success: user } : { failure: AuthError.invalidResponse };
}
