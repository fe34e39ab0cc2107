/** Sends requests to the worker, by default to the v1 contract, and reads the development outbox. */
import { type AlteredBindings, fetchAltered } from './altered-worker.ts';
import { worker } from './bindings.ts';

export interface CallOptions {
  method?: string;
  body?: unknown;
  token?: string | undefined;
  address?: string;
  headers?: Record<string, string>;
  /** Bindings to use instead of the worker's own. */
  altered?: AlteredBindings;
  /** Variables of the configuration to use instead of the worker's own. */
  variables?: Record<string, string>;
}

export interface TestResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
  body: any;
  /** The numbers in the `Server-Timing` header; -1 without this header. `trips` are the round trips to D1. */
  cost: { trips: number; rowsRead: number; rowsWritten: number; objects: number; kv: number; hashes: number };
}

let addressCount = 0;

/** A client address that no other test has used, because limits count per address. */
export function freshAddress(): string {
  addressCount += 1;
  return `198.18.${(addressCount >> 8) & 255}.${addressCount & 255}`;
}

let blockCount = 0;

/** Addresses in one IPv4 /24 that no other test has used, because some limits count per block of addresses. */
export function freshBlock(): (host: number) => string {
  blockCount += 1;
  const block = `100.${64 + ((blockCount >> 8) & 63)}.${blockCount & 255}`;
  return (host) => `${block}.${host}`;
}

let emailCount = 0;

/** An e-mail address that no other test has used. */
export function freshEmail(name = 'user'): string {
  emailCount += 1;
  return `${name}${emailCount}@example.com`;
}

export const PASSWORD = 'Tr0ub4dor&3-battery';

/**
 * Sends one request. The path is relative to `/api/v1`, unless it begins with `//`: `//healthz` is the path `/healthz`.
 */
export async function call(path: string, options: CallOptions = {}): Promise<TestResponse> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, token, address } = options;
  const url = path.startsWith('//') ? `http://plugs.test${path.slice(1)}` : `http://plugs.test/api/v1${path}`;
  const headers = new Headers({
    'Content-Type': 'application/json',
    'CF-Connecting-IP': address ?? freshAddress(),
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    ...(token && { Authorization: `Bearer ${token}` }),
    ...options.headers,
  });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = { method, headers, redirect: 'manual', ...(body !== undefined && { body: text }) } as const;
  const request = new Request(url, sent);
  const { altered, variables } = options;
  const isAltered = altered !== undefined || variables !== undefined;
  const response = await (isAltered
    ? fetchAltered(request, altered ?? {}, variables)
    : worker.fetch(request));
  return {
    status: response.status,
    headers: response.headers,
    body: jsonOrText(await response.text()),
    cost: costOf(response),
  };
}

export interface TestAccount {
  email: string;
  password: string;
  id: string;
  token: string;
  refreshToken: string;
  sessionId: number;
}

/** Registers an account, with a session of the web client. */
export async function signUp(name?: string): Promise<TestAccount> {
  const email = freshEmail(name);
  const response = await call('/auth/register', { body: { email, password: PASSWORD, client_type: 'web' } });
  if (response.status !== 201)
    throw new Error(`register: ${response.status} ${JSON.stringify(response.body)}`);
  const { user, tokens, session_id: sessionId } = response.body;
  return {
    email,
    password: PASSWORD,
    id: user.id,
    token: tokens.access_token,
    refreshToken: tokens.refresh_token,
    sessionId,
  };
}

/** The six-digit code in the newest e-mail to an address. Fails if there is no such e-mail or code. */
export async function mailedCode(email: string): Promise<string> {
  const [newest] = await mailTo(email);
  const code = /^\d{6}$/m.exec(newest?.text ?? '')?.[0];
  if (!code) throw new Error(`no code was mailed to ${email}`);
  return code;
}

export interface SentEmail {
  subject: string;
  text: string;
  html: string;
}

/**
 * The e-mails to an address in the development outbox, newest first. Waits until there is one e-mail, because an e-mail
 * can be sent after the response. Returns an empty list if no e-mail was sent.
 */
export async function mailTo(email: string): Promise<SentEmail[]> {
  const read = async (): Promise<(SentEmail & { to: string })[]> =>
    (await call('//dev/mail', { headers: { Accept: 'application/json' } })).body;
  return readUntil(
    async () => (await read()).filter(({ to }) => to === email),
    (emails) => emails.length > 0,
  );
}

const MAX_READS = 100;

/**
 * Reads until the value is complete, at most 100 times, and returns the last value. Tests use it for work that
 * continues after a response. `vi.waitFor` cannot be used, because it advances a faked clock.
 */
export async function readUntil<Value>(
  read: () => Promise<Value>,
  isComplete: (value: Value) => boolean,
): Promise<Value> {
  let value = await read();
  for (let reads = 1; reads < MAX_READS && !isComplete(value); reads += 1) value = await read();
  return value;
}

/** The parsed JSON, or the text itself if it is not JSON. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function costOf(response: Response): TestResponse['cost'] {
  const counts = (response.headers.get('Server-Timing') ?? '').match(/\d+/g)?.map(Number) ?? [];
  // The first number is the digit in the name `d1`.
  const [, trips = -1, rowsRead = -1, rowsWritten = -1, objects = -1, kv = -1, hashes = -1] = counts;
  return { trips, rowsRead, rowsWritten, objects, kv, hashes };
}
