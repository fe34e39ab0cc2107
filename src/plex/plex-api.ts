/** Plex's own API (v2): who a token belongs to, and PINs for pages that have no token yet. Never logs a token. */

export interface PlexConfiguration {
  apiUrl: string;
  clientIdentifier: string;
}

export interface PlexUser {
  plexId: string;
  username: string;
  email: string | null;
  /** Plex has seen a confirmation of this address. */
  isEmailConfirmed: boolean;
  avatarUrl: string | null;
}

export interface PlexPin {
  id: number;
  code: string;
  qrUrl: string | null;
  expiresAtMs: number;
  token: string | null;
}

/** A network fault, a server error or an answer that is not Plex's is no bad token. */
export type PlexAnswer<Found> =
  | { kind: 'found'; found: Found }
  | { kind: 'refused' }
  | { kind: 'unavailable' };

const TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** Plex says 422 of a token that is malformed. Its 403 may be a firewall's, so it judges no token. */
const BAD_TOKEN_STATUSES = [401, 422];

/** The user that a Plex token belongs to. */
export async function findPlexUser(plex: PlexConfiguration, token: string): Promise<PlexAnswer<PlexUser>> {
  if (!/^[\x21-\x7e]{1,512}$/.test(token)) return { kind: 'refused' };
  const refusals = BAD_TOKEN_STATUSES;
  return ask(plex, '/api/v2/user', { headers: { 'X-Plex-Token': token }, refusals }, userFrom);
}

export async function createPlexPin(plex: PlexConfiguration): Promise<PlexAnswer<PlexPin>> {
  return ask(plex, '/api/v2/pins?strong=true', { method: 'POST', refusals: [] }, pinFrom);
}

export async function findPlexPin(plex: PlexConfiguration, id: number): Promise<PlexAnswer<PlexPin>> {
  return ask(plex, `/api/v2/pins/${id}`, { refusals: [404] }, pinFrom);
}

async function ask<Found>(
  plex: PlexConfiguration,
  path: string,
  { refusals, ...init }: { method?: string; headers?: Record<string, string>; refusals: number[] },
  read: (body: Record<string, unknown>) => Found | null,
): Promise<PlexAnswer<Found>> {
  try {
    const response = await fetch(`${plex.apiUrl}${path}`, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        Accept: 'application/json',
        'X-Plex-Client-Identifier': plex.clientIdentifier,
        'X-Plex-Product': 'Plugs',
        ...init.headers,
      },
    });
    if (refusals.includes(response.status)) {
      await response.body?.cancel();
      return { kind: 'refused' };
    }
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'unavailable' };
    }
    const found = read(JSON.parse(await readBounded(response)) as Record<string, unknown>);
    return found ? { kind: 'found', found } : { kind: 'unavailable' };
  } catch {
    return { kind: 'unavailable' };
  }
}

/** @throws Error beyond the bound: an answer of megabytes is nobody's user */
async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function userFrom(body: Record<string, unknown>): PlexUser | null {
  const { id, username, title, email, confirmed, thumb } = body;
  if (typeof id !== 'number' && !(typeof id === 'string' && id !== '')) return null;
  return {
    plexId: String(id),
    username: text(username) ?? text(title) ?? `plex${id}`,
    email: text(email)?.toLowerCase() ?? null,
    isEmailConfirmed: confirmed === true,
    avatarUrl: httpUrl(thumb),
  };
}

function pinFrom(body: Record<string, unknown>): PlexPin | null {
  const { id, code, qr, expiresAt, authToken } = body;
  if (typeof id !== 'number' || typeof code !== 'string') return null;
  const expiresAtMs = Date.parse(text(expiresAt) ?? '');
  if (Number.isNaN(expiresAtMs)) return null;
  return { id, code, qrUrl: httpUrl(qr), expiresAtMs, token: text(authToken) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function httpUrl(value: unknown): string | null {
  const candidate = text(value);
  if (!candidate || candidate.length > 500 || !URL.canParse(candidate)) return null;
  return /^https?:$/.test(new URL(candidate).protocol) ? candidate : null;
}
