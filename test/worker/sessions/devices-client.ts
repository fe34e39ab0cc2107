/**
 * The client of the published devices document. The four functions `login`, `fetchUserData`, `refreshToken` and `logout`
 * are the JavaScript examples of the document, statement by statement; only types and `export` are added. `requests` and
 * `curl` send the requests of its Python and cURL examples.
 */

import { type FetchOptions, fetch, localStorage } from '../plugs/browser.ts';
import { worker } from '../support/bindings.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document reads untyped JSON
type ResponseBody = any;

/** The part of the browser's `navigator` that the JavaScript examples use. */
export const navigator = {
  userAgent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

// Login
export async function login(email: string, password: string): Promise<ResponseBody> {
  const response = await fetch('http://your-server/api/v1/auth/token/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      username: email,
      password: password,
      client_type: 'website',
      device_name: navigator.userAgent,
    }),
  });

  const data: ResponseBody = await response.json();
  localStorage.setItem('access_token', data.access);
  localStorage.setItem('refresh_token', data.refresh);
  return data;
}

// Make authenticated request
export async function fetchUserData(): Promise<ResponseBody> {
  const token = localStorage.getItem('access_token');
  const response = await fetch('http://your-server/api/v1/auth/users/me/', {
    headers: {
      Authorization: `Bearer ${token}`,
    },
  });
  return response.json();
}

// Refresh token
export async function refreshToken(): Promise<void> {
  const refresh = localStorage.getItem('refresh_token');
  const response = await fetch('http://your-server/api/v1/auth/token/refresh/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh: refresh }),
  });

  const data: ResponseBody = await response.json();
  localStorage.setItem('access_token', data.access);
  if (data.refresh) {
    localStorage.setItem('refresh_token', data.refresh);
  }
}

// Logout
export async function logout(): Promise<void> {
  const refresh = localStorage.getItem('refresh_token');
  await fetch('http://your-server/api/v1/auth/logout/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh: refresh }),
  });

  localStorage.removeItem('access_token');
  localStorage.removeItem('refresh_token');
}

/** The part of Python's `requests` that the document uses. */
export const requests = {
  post: (url: string, { json }: { json: unknown }) =>
    sendToWorker(url, 'python-requests/2.32.5', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(json),
    }),
  get: (url: string, { headers }: { headers: Record<string, string> }) =>
    sendToWorker(url, 'python-requests/2.32.5', { headers }),
};

/** Sends the request of the command `curl -X method url -H … -d …`. */
export function curl(method: string, url: string, headers: Record<string, string>, data?: string) {
  return sendToWorker(url, 'curl/8.14.1', { method, headers, ...(data !== undefined && { body: data }) });
}

/** Sends a request to the worker with the user agent of a program and a fixed client address. */
function sendToWorker(url: string, userAgent: string, options: FetchOptions): Promise<Response> {
  const headers = new Headers({ Accept: '*/*', ...options.headers });
  headers.set('User-Agent', userAgent);
  headers.set('CF-Connecting-IP', '203.0.113.2');
  return worker.fetch(new Request(url, { ...options, headers }));
}
