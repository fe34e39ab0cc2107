/** A client of the v1 contract, as small as the published ones. */
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
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON came, and asserts what it is
  body: any;
  cost: { trips: number; rowsRead: number; rowsWritten: number; objects: number; kv: number; hashes: number };
}

let addresses = 0;

/** An address that no other test has used: limits count per address. */
export function freshAddress(): string {
  addresses += 1;
  return `198.18.${(addresses >> 8) & 255}.${addresses & 255}`;
}

let accounts = 0;

/** An e-mail address that no other test has used. */
export function freshEmail(name = 'user'): string {
  accounts += 1;
  return `${name}${accounts}@example.com`;
}

export const PASSWORD = 'Tr0ub4dor&3-battery';

/** Sends one request to the worker under `/api/v1`, or to an absolute path that begins with `//`. */
export async function call(path: string, options: CallOptions = {}): Promise<Answer> {
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
  const { altered } = options;
  const response = await (altered ? fetchAltered(request, altered) : worker.fetch(request));
  return {
    status: response.status,
    headers: response.headers,
    body: parsed(await response.text()),
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

/** A new account, signed in as the web client is. */
export async function signUp(name?: string): Promise<TestAccount> {
  const email = freshEmail(name);
  const answer = await call('/auth/register', { body: { email, password: PASSWORD, client_type: 'web' } });
  if (answer.status !== 201) throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { user, tokens, session_id: sessionId } = answer.body;
  return {
    email,
    password: PASSWORD,
    id: user.id,
    token: tokens.access_token,
    refreshToken: tokens.refresh_token,
    sessionId,
  };
}

/** The code of the newest letter to an address, as the development outbox shows it. */
export async function mailedCode(email: string): Promise<string> {
  const letters = await mailTo(email);
  const code = /^\d{6}$/m.exec(letters[0]?.text ?? '')?.[0];
  if (!code) throw new Error(`no code was mailed to ${email}`);
  return code;
}

/** The letters kept for an address, newest first; waits for what leaves after the answer. */
export async function mailTo(email: string): Promise<{ subject: string; text: string; html: string }[]> {
  for (let look = 0; look < 100; look += 1) {
    const { body } = await call('//dev/mail', { headers: { Accept: 'application/json' } });
    const letters = body.filter((letter: { to: string }) => letter.to === email);
    if (letters.length > 0) return letters;
  }
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function costOf(response: Response): Answer['cost'] {
  const counts = (response.headers.get('Server-Timing') ?? '').match(/\d+/g)?.map(Number) ?? [];
  // The names d1, do, kv and hash come first in their entries; `d1` holds a digit of its own.
  const [, trips = -1, rowsRead = -1, rowsWritten = -1, objects = -1, kv = -1, hashes = -1] = counts;
  return { trips, rowsRead, rowsWritten, objects, kv, hashes };
}
