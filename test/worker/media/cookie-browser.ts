/** A browser of the media site whose session is in a cookie. */
import { vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { freshAddress, freshEmail } from '../support/client.ts';

export const HTTP = 'http://plugs.test';
export const HTTPS = 'https://plugs.test';
/** The header by which a sign-in or a refresh requests the session cookie. */
export const REQUEST_COOKIE_HEADER = { 'X-Session-Cookie': 'true' };

let lastPlexId = 9_500_000;

/** A Plex user that no other test has used. Plex has confirmed the e-mail address of the user. */
export function freshPlexUser() {
  lastPlexId += 1;
  return { id: lastPlexId, username: `browser${lastPlexId}`, email: freshEmail('browser'), confirmed: true };
}

/** A JSON request from a client address that no other test has used. `json` is the body; undefined sends no body. */
export function requestTo(
  url: string,
  method: string,
  json: unknown,
  headers: Record<string, string> = {},
): Request {
  const defaults = { 'Content-Type': 'application/json', 'CF-Connecting-IP': freshAddress() };
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  return new Request(url, { method, headers: { ...defaults, ...headers }, ...body });
}

export const send = (...sent: Parameters<typeof requestTo>) => worker.fetch(requestTo(...sent));

/** Runs `work` while the simulated Plex returns `plexResponse` for every request. */
export async function withPlex(plexResponse: object, work: () => Promise<Response>): Promise<Response> {
  const plex = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(plexResponse));
  try {
    return await work();
  } finally {
    plex.mockRestore();
  }
}

export function signInWithPlex(origin: string, user: object, headers: Record<string, string> = {}) {
  return withPlex(user, () =>
    send(`${origin}/api/auth/plex/login`, 'POST', { plexToken: 'a-token' }, headers),
  );
}

/** The value of the `Cookie` header for the first cookie of a response. Empty if the response sets no cookie. */
export function cookieOf(response: Response): string {
  const [line = ''] = response.headers.getSetCookie();
  return line.split(';', 1)[0] ?? '';
}

/** Signs in a Plex user, by default a new user, in a browser that authenticates only with the cookie. */
export async function openSignedInBrowser(origin = HTTP, user = freshPlexUser()) {
  const response = await signInWithPlex(origin, user, REQUEST_COOKIE_HEADER);
  // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
  const body = await response.json<any>();
  const Cookie = cookieOf(response);
  const [accessToken = '', refreshToken = ''] = Cookie.slice(Cookie.indexOf('=') + 1).split('~');
  const getMe = (headers: Record<string, string> = {}) =>
    send(`${origin}/api/auth/me`, 'GET', undefined, { Cookie, ...headers });
  return {
    body,
    setCookie: response.headers.getSetCookie()[0] ?? '',
    Cookie,
    accessToken,
    refreshToken,
    getMe,
    user,
  };
}
