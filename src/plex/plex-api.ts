/**
 * A client of the Plex API (v2) for users and PINs. A user authorizes a PIN on a page of Plex, so that a client without
 * a Plex token can sign in. Tokens are never logged.
 */
import * as z from 'zod';
import { canonicalEmail } from '../rules/accounts/email-address.ts';
import { isHttpUrl } from '../rules/http-url.ts';

export interface PlexConfiguration {
  apiUrl: string;
  clientIdentifier: string;
}

export interface PlexUser {
  plexId: string;
  /** Null when Plex reports no name. */
  username: string | null;
  /** Null when Plex reports no valid address. */
  email: string | null;
  /** Whether Plex has verified the e-mail address. */
  isEmailConfirmed: boolean;
  avatarUrl: string | null;
}

export interface PlexPin {
  id: number;
  code: string;
  qrUrl: string | null;
  expiresAtMs: number;
  /** Null until the user has authorized the PIN. */
  token: string | null;
}

/**
 * `refused`: Plex rejected the token, the token cannot be sent in a header, or Plex does not have the PIN.
 * `unavailable`: a network error, any other status that is not 2xx, or an unknown body.
 */
export type PlexResponse<Content> =
  | { kind: 'success'; content: Content }
  | { kind: 'refused' }
  /** `retryAfterSeconds` is from the header `Retry-After`; null without a valid header. */
  | { kind: 'unavailable'; retryAfterSeconds: number | null };

interface PlexRequest<Content> {
  method?: string;
  headers?: Record<string, string>;
  /** The statuses that mean `refused`. */
  refusedStatuses: number[];
  schema: z.ZodType<Content>;
}

const TIMEOUT_MS = 5_000;
const MAX_BODY_BYTES = 64 * 1024;
/** A longer delay is shortened to this maximum, because no user waits longer than a day. */
const MAX_RETRY_AFTER_SECONDS = 24 * 3600;
const MAX_URL_LENGTH = 500;
/** Plex sends 422 for a malformed token. 403 is not listed, because a firewall may send it for a valid token. */
const BAD_TOKEN_STATUSES = [401, 422];

/** Trimmed text; null when it is absent, blank or not a string. */
const optionalText = z
  .unknown()
  .optional()
  .transform((value) => {
    const trimmed = typeof value === 'string' ? value.trim() : '';
    return trimmed === '' ? null : trimmed;
  });

/** An http(s) URL of at most 500 characters; null for everything else. */
const optionalUrl = optionalText.transform((url) => (url && isShortHttpUrl(url) ? url : null));

const userSchema = z
  .object({
    id: z.union([z.int(), z.string().regex(/^[\w-]{1,64}$/)]),
    username: optionalText,
    title: optionalText,
    email: optionalText,
    confirmed: z.unknown().optional(),
    thumb: optionalUrl,
  })
  .transform(
    ({ id, username, title, email, confirmed, thumb }): PlexUser => ({
      plexId: String(id),
      // Managed users have a title and no user name.
      username: username ?? title,
      // Null unless the text is one valid address. A list, a text with line breaks and a text with look-alike
      // characters are not valid.
      email: canonicalEmail(email ?? ''),
      isEmailConfirmed: confirmed === true,
      avatarUrl: thumb,
    }),
  );

const pinSchema = z
  .object({
    id: z.number(),
    code: z.string(),
    qr: optionalUrl,
    expiresAt: optionalText.transform((time) => Date.parse(time ?? '')).pipe(z.number()),
    authToken: optionalText,
  })
  .transform(
    ({ id, code, qr, expiresAt, authToken }): PlexPin => ({
      id,
      code,
      qrUrl: qr,
      expiresAtMs: expiresAt,
      token: authToken,
    }),
  );

/** Finds the user of a Plex token. */
export async function findPlexUser(plex: PlexConfiguration, token: string): Promise<PlexResponse<PlexUser>> {
  // A token that cannot be sent in a header is not a Plex token.
  if (!/^[\x21-\x7e]{1,512}$/.test(token)) return { kind: 'refused' };
  const headers = { 'X-Plex-Token': token };
  return send(plex, '/api/v2/user', { headers, refusedStatuses: BAD_TOKEN_STATUSES, schema: userSchema });
}

/** The URL of the Plex page on which a user authorizes the PIN with this code. */
export function plexAuthUrl({ clientIdentifier }: PlexConfiguration, code: string): string {
  const parameters = new URLSearchParams({
    clientID: clientIdentifier,
    code,
    'context[device][product]': 'Plugs',
  });
  return `https://app.plex.tv/auth#?${parameters}`;
}

/** Creates a PIN that a user can authorize on a page of Plex. */
export async function createPlexPin(plex: PlexConfiguration): Promise<PlexResponse<PlexPin>> {
  return send(plex, '/api/v2/pins?strong=true', { method: 'POST', refusedStatuses: [], schema: pinSchema });
}

/** Reads a PIN. The response is `refused` when the PIN is unknown or has expired. */
export async function findPlexPin(plex: PlexConfiguration, id: number): Promise<PlexResponse<PlexPin>> {
  return send(plex, `/api/v2/pins/${id}`, { refusedStatuses: [404], schema: pinSchema });
}

/** Sends a request and validates the response. A failure is returned and not thrown. */
async function send<Content>(
  plex: PlexConfiguration,
  path: string,
  { refusedStatuses, schema, ...init }: PlexRequest<Content>,
): Promise<PlexResponse<Content>> {
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
    if (!response.ok) {
      await response.body?.cancel();
      if (refusedStatuses.includes(response.status)) return { kind: 'refused' };
      return {
        kind: 'unavailable',
        retryAfterSeconds: secondsOfRetryAfter(response.headers.get('Retry-After')),
      };
    }
    return { kind: 'success', content: schema.parse(JSON.parse(await readBounded(response))) };
  } catch {
    return { kind: 'unavailable', retryAfterSeconds: null };
  }
}

/**
 * The delay of a `Retry-After` header, in seconds. The header contains seconds or a date (RFC 9110 section 10.2.3).
 * Null if there is no valid header, or if the delay is not positive.
 */
function secondsOfRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d{1,9}$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) : null;
}

/**
 * Reads a body. The body of a user or a PIN is smaller than the maximum.
 * @throws Error for a body of more than `MAX_BODY_BYTES`
 */
async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isShortHttpUrl(text: string): boolean {
  return text.length <= MAX_URL_LENGTH && isHttpUrl(text);
}
