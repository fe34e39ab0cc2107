/** Creates users of the media contract with simulated responses of Plex, and sends their requests. */
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
  /** The user that `GET /auth/me` returns before any change. */
  me: Record<string, unknown>;
}

let plexUserCount = 0;

/** Creates an account by a first login with Plex. Plex has confirmed the e-mail address of the user. */
export async function createMediaUser(): Promise<MediaUser> {
  plexUserCount += 1;
  const email = freshEmail('viewer');
  const plexToken = `plex-token-${plexUserCount}`;
  const username = email.split('@')[0] ?? '';
  const plexUser = { id: 7_000_000 + plexUserCount, username, email, confirmed: true };
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
    return await callMedia('/auth/plex/login', { body: { plexToken }, ...options });
  } finally {
    plex.mockRestore();
  }
}

/** Sends one request under `/api`. */
export function callMedia(path: string, options: CallOptions = {}): Promise<TestResponse> {
  return call(`//api${path}`, options);
}
