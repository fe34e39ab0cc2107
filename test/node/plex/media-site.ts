/** Runs the worker with a simulated Plex, and sends requests of the media contract and of v1. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { CLIENT_IDENTIFIER, type PlexServer, startPlex } from '../../../src/tools/plex-fake/plex-server.ts';
import { makeState, startWorker } from '../process/worker-process.ts';

const PASSWORD = 'Tr0ub4dor&3-battery';
const ADMIN_USER = { id: 1, username: 'chief', email: 'chief@example.com', confirmed: true };
/** The Plex token of a user who is an administrator by configuration. */
export const ADMIN_TOKEN = 'token-of-the-administrator';

export interface TestResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
  body: any;
}

export interface CallOptions {
  /** The default is POST for a request with a body, and GET for a request without a body. */
  method?: string;
  body?: unknown;
  token?: string;
  /** The client address. The default is an address that no other request has. */
  address?: string;
}

export type MediaSite = Awaited<ReturnType<typeof startMediaSite>>;

/** Starts the worker and the simulated Plex. `users` contains the response of Plex for each token. */
export async function startMediaSite(users: Record<string, object>) {
  const plex: PlexServer = await startPlex({ users: { ...users, [ADMIN_TOKEN]: ADMIN_USER } });
  const state = await makeState();
  const worker = await startWorker(state, [
    `PLEX_API_URL=${plex.url}`,
    `PLEX_CLIENT_IDENTIFIER=${CLIENT_IDENTIFIER}`,
    `ADMIN_EMAILS=${ADMIN_USER.email}`,
  ]);
  let addressCount = 0;

  function freshAddress(): string {
    addressCount += 1;
    return `198.18.${addressCount >> 8}.${addressCount & 255}`;
  }

  async function call(path: string, options: CallOptions = {}): Promise<TestResponse> {
    const { body, token, address = freshAddress() } = options;
    const response = await worker.fetch(path, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        'Content-Type': 'application/json',
        'CF-Connecting-IP': address,
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const plexLogin = (plexToken: string, address?: string) =>
    call('/api/auth/plex/login', { body: { plexToken }, ...(address && { address }) });
  const passwordLogin = (email: string) =>
    call('/api/v1/auth/login', { body: { email, password: PASSWORD } });

  /** Registers an account with a password and returns its uuid. */
  async function register(email: string): Promise<string> {
    const { body } = await call('/api/v1/auth/register', { body: { email, password: PASSWORD } });
    return body.user.id;
  }

  /**
   * Signs in the administrator with a password and returns the access token. The password is set by a password reset,
   * because a session that began with Plex has no administrator rights in v1.
   */
  async function signInAsAdministrator(): Promise<string> {
    const { email } = ADMIN_USER;
    await plexLogin(ADMIN_TOKEN);
    await call('/api/v1/auth/send-otp', { body: { email } });
    const otp_code = await mailedCode(email);
    const { body } = await call('/api/v1/auth/verify-otp', { body: { email, otp_code } });
    const reset = { email, token: body.token, new_password: PASSWORD };
    await call('/api/v1/auth/change-password', { body: reset });
    return (await passwordLogin(email)).body.tokens.access_token;
  }

  /**
   * Returns the newest code in the e-mails to an address. Reads the e-mails up to 50 times with a pause, because an
   * e-mail is sent after the response.
   */
  async function mailedCode(email: string): Promise<string> {
    for (let reads = 0; reads < 50; reads += 1) {
      const response = await worker.fetch('/dev/mail', { headers: { Accept: 'application/json' } });
      const emails = (await response.json()) as { to: string; text: string }[];
      const code = emails.flatMap(({ to, text }) => (to === email ? (/^\d{6}$/m.exec(text) ?? []) : []))[0];
      if (code) return code;
      await setTimeout(100);
    }
    throw new Error(`no code was mailed to ${email}`);
  }

  let adminToken: string | undefined;

  /** Changes, as an administrator, the first account whose user name or e-mail address begins with `search`. */
  async function changeAccount(search: string, changes: object): Promise<TestResponse> {
    adminToken ??= await signInAsAdministrator();
    const token = adminToken;
    const searchResponse = await call(`/api/v1/auth/users/?search=${encodeURIComponent(search)}`, { token });
    const [account] = searchResponse.body.results;
    return call(`/api/v1/auth/users/${account.id}/`, { method: 'PATCH', token, body: changes });
  }

  /** Reads the first column of the first row of a query from the D1 file of the worker. Undefined without a row. */
  function firstValue(sql: string, ...values: string[]): unknown {
    const file = filesUnder(join(state.folder, 'v3/d1')).find((path) => /[0-9a-f]{64}\.sqlite$/.test(path));
    const database = new DatabaseSync(file ?? '', { readOnly: true });
    try {
      const row = database.prepare(sql).get(...values);
      return row && Object.values(row)[0];
    } finally {
      database.close();
    }
  }

  async function stop(): Promise<void> {
    await worker.stop();
    await plex.stop();
    state.remove();
  }

  return {
    plex,
    worker,
    call,
    freshAddress,
    plexLogin,
    passwordLogin,
    register,
    changeAccount,
    firstValue,
    stop,
    /** The numbers of users and of sessions in D1, as in `3/5`. */
    userAndSessionCounts: () =>
      firstValue("SELECT (SELECT count(*) FROM users) || '/' || (SELECT count(*) FROM sessions)"),
    /** True if a file of the state of the worker (D1, objects or KV) contains this text. */
    isStored: (text: string) => filesUnder(state.folder).some((path) => readFileSync(path).includes(text)),
  };
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
