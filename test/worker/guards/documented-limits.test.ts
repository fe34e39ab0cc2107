/**
 * Each route enforces every limit that the OpenAPI document states for the route. For each of these limits, a
 * test sets a small maximum and exceeds it.
 */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { limitsInWords } from '../../../src/contracts/documentation/limits-in-words.ts';
import { type LimitName, parseConfiguration } from '../../../src/core/request/configuration.ts';
import type { OpenApiDocument } from '../../document/openapi.ts';
import { signUpBidder } from '../auction/auction.ts';
import { createMediaUser } from '../media/media.ts';
import { bindings } from '../support/bindings.ts';
import {
  type CallOptions,
  call,
  freshBlock,
  freshEmail,
  PASSWORD,
  signUp,
  type TestResponse,
} from '../support/client.ts';

const MAX_REQUESTS = 2;
const WINDOW_SECONDS = 777;

type Send = (path: string, options?: CallOptions) => Promise<TestResponse>;
/** Prepares a caller and returns a function that sends one request that the limit counts. */
type Driver = (send: Send, address: string) => Promise<() => Promise<TestResponse>>;

const WRONG_PASSWORD = 'Wrong-Passw0rd!';
/** The only token that the simulated Plex accepts. */
const PLEX_TOKEN = 'accepted-plex-token';

/** Sign-ins with an e-mail address without an account. */
const unknownAccountDriver =
  (path: string, field: string): Driver =>
  async (send, address) =>
  () =>
    send(path, { address, body: { [field]: freshEmail(), password: WRONG_PASSWORD } });

/** Sign-ins with the correct password. */
const signInDriver =
  (path: string, field: string): Driver =>
  async (send, address) => {
    const { email } = await signUp();
    return () => send(path, { address, body: { [field]: email, password: PASSWORD } });
  };

/** Requests that need no account, each with a new e-mail address. */
const codeDriver =
  (path: string, rest: object): Driver =>
  async (send, address) =>
  () =>
    send(path, { address, body: { email: freshEmail(), ...rest } });

/** Requests of the media contract with a token. */
const mediaDriver =
  (method: string, path: string, body?: object): Driver =>
  async (send, address) => {
    const { token } = await createMediaUser();
    return () => send(`//api${path}`, { method, address, token, ...(body && { body }) });
  };

/** Requests that start or finish a sign-in with Plex. `plexResponse` replaces the response of Plex. */
const plexDriver =
  (method: string, path: string, body?: object): Driver =>
  async (send, address) =>
  () =>
    send(`//api${path}`, { method, address, ...(body && { body }) });

const DRIVERS: Record<string, Driver> = {
  'post /api/v1/auth/login login': unknownAccountDriver('/auth/login', 'email'),
  'post /api/v1/auth/login sign_ins': signInDriver('/auth/login', 'email'),
  'post /api/v1/auth/token login': unknownAccountDriver('/auth/token', 'username'),
  'post /api/v1/auth/token sign_ins': signInDriver('/auth/token', 'username'),
  'post /api/v1/auth/register register': async (send, address) => () =>
    send('/auth/register', { address, body: { email: freshEmail(), password: PASSWORD } }),
  'post /api/v1/auth/refresh refresh': async (send) => {
    const { refreshToken } = await signUp();
    return () => send('/auth/refresh', { body: { refresh_token: refreshToken } });
  },
  'post /api/v1/auth/token/refresh refresh': async (send) => {
    const { refreshToken } = await signUp();
    return () => send('/auth/token/refresh', { body: { refresh: refreshToken } });
  },
  'post /api/v1/auth/send-otp send_otp': codeDriver('/auth/send-otp', {}),
  'post /api/v1/auth/reset-password send_otp': codeDriver('/auth/reset-password', {}),
  'post /api/v1/auth/verify-otp verify_otp': codeDriver('/auth/verify-otp', { otp_code: '000000' }),
  'post /api/v1/auth/change-password change_password': codeDriver('/auth/change-password', {
    token: 'wrong',
    new_password: 'NewSecurePassword123!',
  }),
  'post /api/v1/auth/verify-email/send send_otp': async (send, address) => {
    const { token } = await signUp();
    return () => send('/auth/verify-email/send', { method: 'POST', address, token });
  },
  'post /api/v1/auth/verify-email/confirm verify_otp': codeDriver('/auth/verify-email/confirm', {
    otp_code: '000000',
  }),
  'post /api/v1/auth/change-email send_otp': async (send, address) => {
    const { token } = await signUp();
    return () => send('/auth/change-email', { address, token, body: { new_email: freshEmail() } });
  },
  'post /api/v1/auth/change-email/confirm verify_otp': async (send, address) => {
    const { token } = await signUp();
    return () => send('/auth/change-email/confirm', { address, token, body: { otp_code: '000000' } });
  },
  'post /api/v1/auth/change-email/confirm login': async (send, address) => {
    const { token } = await signUp();
    // The password is checked only when the session is at least 10 minutes old.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    const body = { otp_code: '000000', password: WRONG_PASSWORD };
    return () => send('/auth/change-email/confirm', { address, token, body });
  },
  'post /api/auth/plex/login media': plexDriver('POST', '/auth/plex/login', { plexToken: 'token' }),
  'post /api/auth/plex/login plex_login': plexDriver('POST', '/auth/plex/login', { plexToken: 'token' }),
  'post /api/auth/plex/login sign_ins': plexDriver('POST', '/auth/plex/login', { plexToken: PLEX_TOKEN }),
  'post /api/auth/plex/pin media': plexDriver('POST', '/auth/plex/pin'),
  'post /api/auth/plex/pin plex_login': plexDriver('POST', '/auth/plex/pin'),
  'get /api/auth/plex/pin/{id} media': plexDriver('GET', '/auth/plex/pin/unknown'),
  'get /api/auth/plex/pin/{id} sign_ins': async (send, address) => async () => {
    const { body } = await send('//api/auth/plex/pin', { method: 'POST', address });
    return send(`//api/auth/plex/pin/${body.data.id}`, { method: 'GET', address });
  },
  'post /api/auth/refresh media': mediaDriver('POST', '/auth/refresh', { refreshToken: 'unknown' }),
  'post /api/auth/refresh refresh': async (send) => {
    const { refreshToken } = await createMediaUser();
    return () => send('//api/auth/refresh', { body: { refreshToken } });
  },
  'post /api/auth/logout media': mediaDriver('POST', '/auth/logout', {}),
  'get /api/auth/me media': mediaDriver('GET', '/auth/me'),
  'put /api/auth/me media': mediaDriver('PUT', '/auth/me', {}),
  'put /api/auth/me send_otp': async (send, address) => {
    const { token } = await createMediaUser();
    return () => send('//api/auth/me', { method: 'PUT', address, token, body: { email: freshEmail() } });
  },
  'delete /api/auth/me media': mediaDriver('DELETE', '/auth/me', {}),
  'get /api/admin/users media': mediaDriver('GET', '/admin/users'),
  'post /auth/signup register': async (send, address) => () =>
    send('//auth/signup', {
      address,
      body: {
        name: 'A B',
        phone: '+1234567890',
        city: 'C',
        country: 'D',
        email: freshEmail(),
        password: WRONG_PASSWORD,
      },
    }),
  'post /auth/login login': unknownAccountDriver('//auth/login', 'email'),
  'post /auth/login sign_ins': signInDriver('//auth/login', 'email'),
  'post /auth/change-password login': async (send, address) => {
    const { token } = await signUpBidder();
    const body = { current_password: WRONG_PASSWORD, new_password: 'NewSecurePassword456!' };
    return () => send('//auth/change-password', { address, token, body });
  },
};

const configuration = parseConfiguration(bindings);
let documentedLimits: string[] = [];

beforeAll(async () => {
  const { body } = await call('/schema/', { headers: { Accept: 'application/json' } });
  documentedLimits = Object.entries((body as OpenApiDocument).paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { description = '' }]) =>
      limitNames()
        .filter((name) => description.includes(sentenceOf(name)))
        .map((name) => `${method} ${path.replace(/(.)\/$/, '$1')} ${name}`),
    ),
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

let pinCount = 0;

/**
 * The response of a simulated Plex, which creates PINs. Each PIN is authorized when it is read. A simulated failure of
 * Plex could not be used, because the limit `plex_login` does not count a request for which Plex fails.
 */
function plexResponse(input: RequestInfo | URL, { method, headers }: RequestInit = {}): Response {
  if (!String(input).includes('/pins')) {
    const isAccepted = new Headers(headers).get('X-Plex-Token') === PLEX_TOKEN;
    return isAccepted ? Response.json({ id: 4711, username: 'viewer' }) : new Response(null, { status: 401 });
  }
  const isCreation = method === 'POST';
  if (isCreation) pinCount += 1;
  const authToken = isCreation ? null : PLEX_TOKEN;
  const pin = { id: pinCount, code: 'ABCD', qr: null, expiresAt: '2099-01-01T00:00:00Z', authToken };
  return Response.json(pin, { status: isCreation ? 201 : 200 });
}

function limitNames(): LimitName[] {
  return Object.keys(configuration.limits) as LimitName[];
}

/** The first sentence of the description of a limit. It states the numbers and names the counted requests. */
function sentenceOf(name: LimitName): string {
  return limitsInWords([name], configuration).split(/(?<=\.) /)[0] as string;
}

it('the table of drivers contains every documented limit of a route and no other limit', () => {
  expect(Object.keys(DRIVERS).sort()).toEqual([...documentedLimits].sort());
});

describe.each(Object.keys(DRIVERS))('%s', (key) => {
  it('a request over the limit is rejected with 429', async () => {
    const [, path = '', name = ''] = key.split(' ');
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const variables = { LIMITS: JSON.stringify({ [name]: [MAX_REQUESTS, WINDOW_SECONDS] }) };
    const send: Send = (to, options = {}) => call(to, { ...options, variables });
    const request = await (DRIVERS[key] as Driver)(send, freshBlock()(1));
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => plexResponse(input, init));
    for (let time = 0; time < MAX_REQUESTS; time += 1) expect((await request()).status).not.toBe(429);
    const refused = await request();
    expect(refused.status).toBe(429);
    const policy = refused.headers.get('RateLimit-Policy');
    // The media contract publishes another format without a name, and only for its own limit.
    if (!path.startsWith('/api/auth') && !path.startsWith('/api/admin')) {
      expect(policy).toBe(`"${name}";q=${MAX_REQUESTS};w=${WINDOW_SECONDS}`);
    } else if (name === 'media') {
      expect(policy).toBe(`${MAX_REQUESTS};w=${WINDOW_SECONDS}`);
    }
  });
});
