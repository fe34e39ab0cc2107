/** A simulation of the Plex API on the loopback interface: users by token, PINs, and the failures of Plex. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PinList, shownPin } from './pins.ts';

export interface PlexRequest {
  method: string;
  path: string;
  token: string | undefined;
}

export interface PlexServer {
  url: string;
  /** Every request so far, oldest first. */
  requests: PlexRequest[];
  /** Confirms the PIN with this code for the user with this token. A real user does this at Plex. */
  authorise(code: string, token: string): void;
  /** Makes a PIN expire. */
  expire(code: string): void;
  /** Makes every request for a new PIN fail with this status. With null, such requests succeed again. */
  refusePins(status: number | null): void;
  stop(): Promise<void>;
}

export interface PlexOptions {
  /** The users that Plex reports, by their token. */
  users: Record<string, object>;
  /** The only `X-Plex-Client-Identifier` that is accepted. */
  clientIdentifier?: string;
  /** 0 selects a free port. */
  port?: number;
}

type Behaviour = (response: ServerResponse) => unknown;

/** The identifier that is configured in tests. */
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

/** Tokens for which Plex reports no user. Each token is long enough for a test to find it in logs. */
const FAULTS: Record<string, Behaviour> = {
  'fault-invalid-token': refused(422),
  'fault-server-error': refused(500),
  'fault-bad-gateway': refused(502),
  'fault-too-many-requests': refused(429),
  'fault-forbidden': refused(403),
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

/** Starts the simulation on 127.0.0.1. */
export async function startPlex({
  users,
  clientIdentifier = CLIENT_IDENTIFIER,
  port = 0,
}: PlexOptions): Promise<PlexServer> {
  const requests: PlexRequest[] = [];
  const pins = new PinList();
  let pinStatus: number | null = null;

  function behaviourFor(request: IncomingMessage): Behaviour {
    const token = request.headers['x-plex-token']?.toString();
    const { method = '', url: path = '' } = request;
    requests.push({ method, path, token });
    if (method === 'POST' && path.startsWith('/authorise?')) return authoriseBy(path);
    if (!isIdentified(request, clientIdentifier)) return refused(400);
    if (path === '/api/v2/user') return userOf(token ?? '');
    // A client that follows the redirect of 'fault-redirect' finds a user here, which fails the test.
    if (path === '/api/v2/user?elsewhere') return json({ id: 9004, username: 'elsewhere' });
    if (method === 'POST' && path === '/api/v2/pins?strong=true') return newPin();
    const pin = pins.find(Number(/^\/api\/v2\/pins\/(\d+)$/.exec(path)?.[1]));
    return pin ? json(shownPin(pin)) : refused(404);
  }

  const userOf = (token: string) => (users[token] ? json(users[token]) : (FAULTS[token] ?? refused(401)));

  const newPin = () => (pinStatus === null ? json(shownPin(pins.create()), 201) : refused(pinStatus));

  /** Replaces the web page on which a user signs in at Plex and confirms the PIN. */
  function authoriseBy(path: string): Behaviour {
    const { searchParams } = new URL(path, 'http://plex.test');
    const code = searchParams.get('code') ?? '';
    const token = searchParams.get('token') ?? '';
    if (!pins.has(code) || !users[token]) return refused(404);
    pins.withCode(code).authToken = token;
    return json({ authorised: true });
  }

  const server = createServer((request, response) => behaviourFor(request)(response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    authorise: (code, token) => {
      pins.withCode(code).authToken = token;
    },
    expire: (code) => pins.expire(code),
    refusePins: (status) => {
      pinStatus = status;
    },
    stop: () => stop(server),
  };
}

/** Plex rejects clients that do not identify themselves, and sends JSON only to clients that request it. */
function isIdentified({ headers }: IncomingMessage, clientIdentifier: string): boolean {
  return (
    headers['x-plex-client-identifier'] === clientIdentifier &&
    headers['x-plex-product'] === 'Plugs' &&
    headers.accept === 'application/json'
  );
}

function stop(server: ReturnType<typeof createServer>): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return stopped;
}
