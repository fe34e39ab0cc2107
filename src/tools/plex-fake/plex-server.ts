/** A simulation of the Plex API on the loopback interface: users by token, PINs, and failures of Plex. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PinList, pinResponse } from './pins.ts';

export interface PlexRequest {
  method: string;
  path: string;
  token: string | undefined;
}

export interface PlexServer {
  url: string;
  /** Every request so far, oldest first. */
  requests: PlexRequest[];
  /**
   * Confirms the PIN with this code for the user with this token. A real user does this on a page of Plex.
   * @throws Error if no PIN has this code
   */
  authorise(code: string, token: string): void;
  /**
   * Makes the PIN with this code expire.
   * @throws Error if no PIN has this code
   */
  expire(code: string): void;
  /** Makes every request for a new PIN fail with this status. After a call with null, such requests succeed again. */
  refusePins(status: number | null): void;
  stop(): Promise<void>;
}

export interface PlexOptions {
  /** The response of Plex for each user, by the Plex token of the user. */
  users: Record<string, object>;
  /** The only `X-Plex-Client-Identifier` that is accepted. */
  clientIdentifier?: string;
  /** 0 selects a free port. */
  port?: number;
}

/** Sends a response. A responder that simulates a failure can send an incomplete response or no response. */
type Responder = (response: ServerResponse) => unknown;

/** The identifier that is configured in tests. */
export const CLIENT_IDENTIFIER = 'plugs-under-test';
const TEN_MEGABYTES = 10 * 1024 * 1024;

const jsonResponder =
  (body: unknown, status = 200): Responder =>
  (response) => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
const refusalResponder = (status: number) =>
  jsonResponder({ errors: [{ code: 1001, message: 'User could not be authenticated', status }] }, status);

/**
 * The failure of the simulated Plex for each of these tokens. The tokens are long and distinct, so that a test can
 * search logs for a token.
 */
const FAULTS: Record<string, Responder> = {
  'fault-invalid-token': refusalResponder(422),
  'fault-server-error': refusalResponder(500),
  'fault-bad-gateway': refusalResponder(502),
  'fault-too-many-requests': refusalResponder(429),
  'fault-forbidden': refusalResponder(403),
  'fault-no-such-page': refusalResponder(404),
  'fault-html-page': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Plex</h1>'),
  'fault-json-null': jsonResponder(null),
  'fault-json-list': jsonResponder([{ id: 1 }]),
  'fault-cut-json': (response) => response.writeHead(200).end('{"id": 9001, "username": "cu'),
  'fault-empty': (response) => response.writeHead(200).end(),
  'fault-missing-id': jsonResponder({ username: 'nobody', email: 'nobody@example.com' }),
  'fault-ten-megabytes': (response) =>
    jsonResponder({ id: 9002, username: 'large', padding: 'x'.repeat(TEN_MEGABYTES) })(response),
  'fault-redirect': (response) =>
    response.writeHead(302, { Location: `${response.req.url}?elsewhere` }).end(),
  'fault-hangs-at-once': () => undefined,
  'fault-hangs-half-way': (response) => response.writeHead(200).write('{"id": 9003, '),
  'fault-hangs-up': (response) => response.destroy(),
};

/** Starts the simulation on 127.0.0.1. Rejects if the port is in use. */
export async function startPlex({
  users,
  clientIdentifier = CLIENT_IDENTIFIER,
  port = 0,
}: PlexOptions): Promise<PlexServer> {
  const requests: PlexRequest[] = [];
  const pins = new PinList();
  let pinRefusalStatus: number | null = null;

  /** Records the request and selects the response. */
  function responderFor(request: IncomingMessage): Responder {
    const token = request.headers['x-plex-token']?.toString();
    const { method = '', url: path = '' } = request;
    requests.push({ method, path, token });
    if (method === 'POST' && path.startsWith('/authorise?')) return authorise(path);
    if (!hasRequiredHeaders(request, clientIdentifier)) return refusalResponder(400);
    if (path === '/api/v2/user') return userResponder(token ?? '');
    // A client that follows the redirect of 'fault-redirect' finds a user here, so its login succeeds and the test
    // fails.
    if (path === '/api/v2/user?elsewhere') return jsonResponder({ id: 9004, username: 'elsewhere' });
    if (method === 'POST' && path === '/api/v2/pins?strong=true') return newPinResponder();
    const pin = pins.find(Number(/^\/api\/v2\/pins\/(\d+)$/.exec(path)?.[1]));
    return pin ? jsonResponder(pinResponse(pin)) : refusalResponder(404);
  }

  const userResponder = (token: string) =>
    users[token] ? jsonResponder(users[token]) : (FAULTS[token] ?? refusalResponder(401));

  const newPinResponder = () =>
    pinRefusalStatus === null
      ? jsonResponder(pinResponse(pins.create()), 201)
      : refusalResponder(pinRefusalStatus);

  /** Replaces the web page on which a user signs in at Plex and confirms the PIN. */
  function authorise(path: string): Responder {
    const { searchParams } = new URL(path, 'http://plex.test');
    const code = searchParams.get('code') ?? '';
    const token = searchParams.get('token') ?? '';
    if (!pins.has(code) || !users[token]) return refusalResponder(404);
    pins.withCode(code).authToken = token;
    return jsonResponder({ authorised: true });
  }

  const server = createServer((request, response) => responderFor(request)(response));
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
      pinRefusalStatus = status;
    },
    stop: () => stop(server),
  };
}

/**
 * Whether the headers identify the client and request JSON. Plex rejects a client without an identification, and sends
 * JSON only if the client requests JSON.
 */
function hasRequiredHeaders({ headers }: IncomingMessage, clientIdentifier: string): boolean {
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
