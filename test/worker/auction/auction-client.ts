/**
 * The class `AuthService` of the published auction document, unchanged except for types, in a browser environment that
 * stores cookies.
 */
import { worker } from '../support/bindings.ts';
import { freshAddress } from '../support/client.ts';

// biome-ignore lint/suspicious/noExplicitAny: the published client is JavaScript, and the tests check the JSON
type Json = any;

interface Init {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export type Browser = ReturnType<typeof openBrowser>;

/** Creates a new browser environment for a page of this origin: storage, cookies and `fetch`. */
export function openBrowser(pageOrigin = 'http://plugs.test') {
  const storedItems = new Map<string, string>();
  const cookies = new Map<string, string>();
  const address = freshAddress();
  const sessionStorage = {
    getItem: (name: string) => storedItems.get(name) ?? null,
    setItem: (name: string, value: string) => void storedItems.set(name, value),
    removeItem: (name: string) => void storedItems.delete(name),
  };
  const fetch = async (url: string, init: Init): Promise<Response> => {
    const { origin } = new URL(url);
    const isSameOrigin = origin === pageOrigin;
    const headers = new Headers(init.headers);
    headers.set('CF-Connecting-IP', address);
    headers.set('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36');
    headers.set('Sec-Fetch-Site', isSameOrigin ? 'same-origin' : 'cross-site');
    if (!isSameOrigin || !SAFE_METHODS.has(init.method)) headers.set('Origin', pageOrigin);
    // The client does not set `credentials`. With the default `same-origin`, only a request to the origin of the page
    // sends and stores cookies.
    if (isSameOrigin && cookies.size > 0) headers.set('Cookie', cookieHeader(cookies));
    const response = await worker.fetch(new Request(url, { ...init, headers }));
    if (isSameOrigin) for (const line of response.headers.getSetCookie()) storeCookie(cookies, line, origin);
    return response;
  };
  return { fetch, sessionStorage, cookies };
}

function cookieHeader(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/**
 * Stores or deletes a cookie. Of the rules of RFC 6265bis, it applies those for `Secure`, `Max-Age=0` and the prefix
 * `__Host-`.
 */
function storeCookie(cookies: Map<string, string>, line: string, origin: string): void {
  const [pair = '', ...rest] = line.split(/; */);
  const [name = '', value = ''] = pair.split('=');
  const attributes = new Map(rest.map((part) => [part.split('=', 1)[0]?.toLowerCase(), part.split('=')[1]]));
  const isEncrypted = origin.startsWith('https:');
  if (attributes.has('secure') && !isEncrypted) return;
  const allowsHostPrefix =
    attributes.has('secure') && attributes.get('path') === '/' && !attributes.has('domain');
  if (name.startsWith('__Host-') && !allowsHostPrefix) return;
  if (attributes.get('max-age') === '0') cookies.delete(name);
  else cookies.set(name, value);
}

/** Returns an instance of `AuthService` that uses the `fetch` and the storage of this browser. */
export function authServiceIn({ fetch, sessionStorage }: Browser, url = 'http://plugs.test') {
  class AuthService {
    baseURL: string;

    constructor(baseURL: string) {
      this.baseURL = baseURL;
    }

    async signup(userData: object) {
      const response = await fetch(`${this.baseURL}/auth/signup`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(userData),
      });

      const data: Json = await response.json();

      if (data.success) {
        this.setAuthData(data);
      }

      return data;
    }

    async login(email: string, password: string) {
      const response = await fetch(`${this.baseURL}/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });

      const data: Json = await response.json();

      if (data.success) {
        this.setAuthData(data);
      }

      return data;
    }

    async getCurrentUser(): Promise<Json> {
      const authToken = this.getAuthToken();

      if (!authToken) {
        return null;
      }

      const response = await fetch(`${this.baseURL}/auth/me?user_id=${authToken.user_id}`, {
        method: 'GET',
        headers: { 'Content-Type': 'application/json' },
      });

      return await response.json();
    }

    async updateProfile(updates: object) {
      const authToken = this.getAuthToken();

      const response = await fetch(`${this.baseURL}/auth/profile`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          user_id: authToken.user_id,
          ...updates,
        }),
      });

      const data: Json = await response.json();

      if (data.success) {
        this.setUser(data.user);
      }

      return data;
    }

    async changePassword(currentPassword: string, newPassword: string): Promise<Json> {
      const authToken = this.getAuthToken();

      const response = await fetch(`${this.baseURL}/auth/change-password`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          user_id: authToken.user_id,
          current_password: currentPassword,
          new_password: newPassword,
        }),
      });

      return await response.json();
    }

    setAuthData(data: Json) {
      sessionStorage.setItem('authToken', JSON.stringify(data.auth_token));
      sessionStorage.setItem('user', JSON.stringify(data.user));
    }

    setUser(user: Json) {
      sessionStorage.setItem('user', JSON.stringify(user));
    }

    getAuthToken(): Json {
      const token = sessionStorage.getItem('authToken');
      return token ? JSON.parse(token) : null;
    }

    getUser(): Json {
      const user = sessionStorage.getItem('user');
      return user ? JSON.parse(user) : null;
    }

    isAuthenticated() {
      return !!this.getAuthToken();
    }

    logout() {
      sessionStorage.removeItem('authToken');
      sessionStorage.removeItem('user');
    }
  }
  return new AuthService(url);
}
