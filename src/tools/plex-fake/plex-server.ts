/** A stand-in for Plex on loopback: users by token, PINs, and the ways in which Plex fails. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlexRequest {
  method: string;
  path: string;
  token: string | undefined;
}

export interface PlexServer {
  url: string;
  requests: PlexRequest[];
  /** What the person does at Plex: the PIN with this code now stands for the token. */
  authorise(code: string, token: string): void;
  /** Lets a PIN run out. */
  forget(code: string): void;
  /** Makes every request for a new PIN fail with this status; null heals it. */
  refusePins(status: number | null): void;
  stop(): Promise<void>;
}

interface Pin {
  id: number;
  code: string;
  authToken: string | null;
}

type Behaviour = (response: ServerResponse) => unknown;

export const PIN_EXPIRES_AT = '2031-01-01T00:00:00Z';
export const CLIENT_IDENTIFIER = 'plugs-under-test';
const TEN_MEGABYTES = 10 * 1024 * 1024;

const json =
  (body: unknown, status = 200): Behaviour =>
  (response) => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
const refused = (status: number) =>
  json({ errors: [{ code: 1001, message: 'User could not be authenticated', status }] }, status);

/** Tokens whose check ends in no user. Each is long enough to be looked for in logs. */
const FAULTS: Record<string, Behaviour> = {
  'fault-invalid-token': refused(422),
  'fault-server-error': refused(500),
  'fault-bad-gateway': refused(502),
  'fault-too-many-requests': refused(429),
  'fault-blocked-by-a-wall': refused(403),
  'fault-no-such-page': refused(404),
  'fault-html-page': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Plex</h1>'),
  'fault-json-null': json(null),
  'fault-json-list': json([{ id: 1 }]),
  'fault-cut-json': (response) => response.writeHead(200).end('{"id": 9001, "username": "cu'),
  'fault-empty': (response) => response.writeHead(200).end(),
  'fault-missing-id': json({ username: 'nobody', email: 'nobody@example.com' }),
  'fault-ten-megabytes': (response) =>
    json({ id: 9002, username: 'large', padding: 'x'.repeat(TEN_MEGABYTES) })(response),
  'fault-redirect': (response) =>
    response.writeHead(302, { Location: `${response.req.url}?elsewhere` }).end(),
  'fault-hangs-at-once': () => undefined,
  'fault-hangs-half-way': (response) => response.writeHead(200).write('{"id": 9003, '),
  'fault-hangs-up': (response) => response.destroy(),
};

/** Starts the stand-in; `users` is what Plex says of whom a token belongs to. */
export async function startPlex(users: Record<string, object>): Promise<PlexServer> {
  const requests: PlexRequest[] = [];
  const pins = new Map<number, Pin>();
  let pinStatus: number | null = null;

  function behaviourFor(request: IncomingMessage): Behaviour {
    const token = request.headers['x-plex-token']?.toString();
    const { method = '', url: path = '' } = request;
    requests.push({ method, path, token });
    if (!isProper(request)) return refused(400);
    if (path === '/api/v2/user') return userOf(token ?? '');
    // A client that follows the redirect would receive a user.
    if (path === '/api/v2/user?elsewhere') return json({ id: 9004, username: 'elsewhere' });
    if (method === 'POST' && path === '/api/v2/pins?strong=true') return newPin();
    const pin = pins.get(Number(/^\/api\/v2\/pins\/(\d+)$/.exec(path)?.[1]));
    return pin ? json(shown(pin)) : refused(404);
  }

  const userOf = (token: string) => (users[token] ? json(users[token]) : (FAULTS[token] ?? refused(401)));

  function newPin(): Behaviour {
    if (pinStatus !== null) return refused(pinStatus);
    const id = 1_730_000_000 + pins.size;
    const pin = { id, code: `code${pins.size}strong`, authToken: null };
    pins.set(id, pin);
    return json(shown(pin), 201);
  }

  const pinOf = (code: string): Pin => {
    const found = [...pins.values()].find((pin) => pin.code === code);
    if (!found) throw new Error(`no PIN has the code ${code}`);
    return found;
  };
  const server = createServer((request, response) => behaviourFor(request)(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    authorise: (code, token) => {
      pinOf(code).authToken = token;
    },
    forget: (code) => void pins.delete(pinOf(code).id),
    refusePins: (status) => {
      pinStatus = status;
    },
    stop: () => stop(server),
  };
}

/** Plex refuses who does not say what it is; JSON comes only to those who ask for it. */
function isProper({ headers }: IncomingMessage): boolean {
  return (
    headers['x-plex-client-identifier'] === CLIENT_IDENTIFIER &&
    headers['x-plex-product'] === 'Plugs' &&
    headers.accept === 'application/json'
  );
}

function shown(pin: Pin): object {
  const qr = `https://plex.tv/api/v2/pins/qr/${pin.code}`;
  return { ...pin, product: 'Plugs', trusted: false, qr, expiresIn: 1800, expiresAt: PIN_EXPIRES_AT };
}

function stop(server: ReturnType<typeof createServer>): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return stopped;
}
