/** A user of the media site, signed in with simulated responses of Plex. */
import { vi } from 'vitest';
import { type CallOptions, call, freshEmail, type TestResponse } from '../support/client.ts';

export interface MediaUser {
  id: string;
  email: string;
  username: string;
  plexId: string;
  plexToken: string;
  token: string;
  refreshToken: string;
  /** The response of `me` before any change. */
  me: Record<string, unknown>;
}

let plexUsers = 0;

/** A new account, created by a first login with Plex. Plex has confirmed its address. */
export async function mediaUser(): Promise<MediaUser> {
  plexUsers += 1;
  const email = freshEmail('viewer');
  const plexToken = `plex-token-${plexUsers}`;
  const username = email.split('@')[0] ?? '';
  const plexUser = { id: 7_000_000 + plexUsers, username, email, confirmed: true };
  const { status, body } = await plexLogin(plexToken, plexUser);
  if (status !== 200) throw new Error(`plex/login: ${status} ${JSON.stringify(body)}`);
  const { user, tokens } = body.data;
  const me = { ...user, preferences: { theme: 'system', notifications: true, language: 'en' } };
  const { accessToken: token, refreshToken } = tokens;
  return { id: user.id, email, username, plexId: user.plexId, plexToken, token, refreshToken, me };
}

/** Logs in with Plex. The simulated Plex returns `plexUser` for every token. */
export async function plexLogin(
  plexToken: string,
  plexUser: object,
  options: CallOptions = {},
): Promise<TestResponse> {
  const plex = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(plexUser));
  try {
    return await media('/auth/plex/login', { body: { plexToken }, ...options });
  } finally {
    plex.mockRestore();
  }
}

/** Sends one request under `/api`. */
export function media(path: string, options: CallOptions = {}): Promise<TestResponse> {
  return call(`//api${path}`, options);
}
