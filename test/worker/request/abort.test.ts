/**
 * A request makes one or more decisions, such as the link of a Plex user and the beginning of a session. After an
 * abort, either all effects of a decision are stored or none. After a disconnect, either all effects of the request are
 * stored or none.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Abort, abortAt, expectAllOrNothing, type PreparedRequest } from '../support/abort.ts';
import { accountRow, makeVerified, securityEventRows } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, mailedCode, PASSWORD, signUp } from '../support/client.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

let lastPlexId = 9_100_000;

function requestTo(path: string, method: string, body: object | null, token?: string): Request {
  return new Request(`http://plugs.test${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'CF-Connecting-IP': freshAddress(),
      'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function isQueued(recipient: string, template: string): Promise<boolean> {
  const query = 'SELECT id FROM mail_queue WHERE recipient = ? AND template = ?';
  return (await bindings.DB.prepare(query).bind(recipient, template).first()) !== null;
}

/** Whether the account has exactly one event of this type. */
async function hasOneEvent(account: { id: string }, type: string): Promise<boolean> {
  const rows = await securityEventRows(account);
  return rows.filter((row) => row.type === type).length === 1;
}

async function countSessions({ id }: { id: string }): Promise<number> {
  const query =
    'SELECT count(*) AS count FROM sessions WHERE owner = (SELECT number FROM users WHERE id = ?)';
  return (await bindings.DB.prepare(query).bind(id).first<number>('count')) ?? 0;
}

/** Prepares the confirmation of a new e-mail address, with the code that was sent to the new address. */
async function prepareConfirmationOfNewEmail(token: string): Promise<{ request: Request; newEmail: string }> {
  const newEmail = freshEmail('new');
  await call('/auth/change-email', { token, body: { new_email: newEmail } });
  const body = { otp_code: await mailedCode(newEmail) };
  return { newEmail, request: requestTo('/api/v1/auth/change-email/confirm', 'POST', body, token) };
}

async function prepareEmailChange(): Promise<PreparedRequest> {
  const { id, email, token } = await signUp();
  const { request, newEmail } = await prepareConfirmationOfNewEmail(token);
  return {
    request,
    effects: async () => [
      {
        isChanged: (await accountRow({ id }))?.email === newEmail,
        isEventStored: await hasOneEvent({ id }, 'email_changed'),
        isNoticeQueued: await isQueued(email, 'email_changed'),
      },
    ],
  };
}

async function prepareLogin(): Promise<PreparedRequest> {
  const { id, email } = await signUp();
  return {
    request: requestTo('/api/v1/auth/login', 'POST', { email, password: PASSWORD }),
    effects: async () => [
      {
        isSessionStored: (await countSessions({ id })) === 2,
        isEventStored: await hasOneEvent({ id }, 'login_succeeded'),
        isNoticeQueued: await isQueued(email, 'new_device'),
      },
    ],
  };
}

async function preparePasswordChange(): Promise<PreparedRequest> {
  const { id, email, token } = await signUp();
  const before = (await accountRow({ id }))?.passwordHash;
  const body = { current_password: PASSWORD, new_password: 'N3w-password!' };
  return {
    request: requestTo('/auth/change-password', 'POST', body, token),
    effects: async () => [
      {
        isChanged: (await accountRow({ id }))?.passwordHash !== before,
        isEventStored: await hasOneEvent({ id }, 'password_changed'),
        isNoticeQueued: await isQueued(email, 'password_changed'),
      },
    ],
  };
}

/**
 * Prepares a first sign-in with Plex, by the route of `path` and `method`. An account has the same verified e-mail
 * address, so the sign-in links the Plex user to this account and begins a session.
 */
async function preparePlexSignIn(
  path: string,
  method: string,
  body: object | null,
): Promise<PreparedRequest> {
  const { id, email } = await signUp();
  await makeVerified({ id });
  lastPlexId += 1;
  const user = { id: lastPlexId, username: `viewer${lastPlexId}`, email, confirmed: true };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) =>
    Response.json(String(input instanceof Request ? input.url : input).includes('/pins') ? pinBody() : user),
  );
  const request = requestTo(path, method, body);
  return {
    request,
    effects: async () => [
      {
        isLinked: (await accountRow({ id }))?.plexId === String(user.id),
        isEventStored: await hasOneEvent({ id }, 'plex_linked'),
      },
      {
        isSessionStored: (await countSessions({ id })) === 2,
        isLoginEventStored: await hasOneEvent({ id }, 'login_succeeded'),
        isNoticeQueued: await isQueued(email, 'new_device'),
      },
    ],
  };
}

function pinBody() {
  return {
    id: 4711,
    code: 'ABCD',
    qr: 'https://plex.tv/api/v2/pins/qr/ABCD',
    expiresAt: '2099-01-01T00:00:00Z',
    authToken: 'token-of-plex',
  };
}

async function preparePinPoll(): Promise<PreparedRequest> {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () =>
    Response.json({ ...pinBody(), authToken: null }),
  );
  const { body } = await call('//api/auth/plex/pin', { method: 'POST' });
  return preparePlexSignIn(`/api/auth/plex/pin/${body.data.id}`, 'GET', null);
}

/**
 * Prepares a first sign-in with Plex that stores the session in a cookie and ends the session of the replaced cookie.
 */
async function prepareCookieReplacement(): Promise<PreparedRequest> {
  const previous = await signUp();
  const { request, effects } = await preparePlexSignIn('/api/auth/plex/login', 'POST', {
    plexToken: 'token-of-plex',
  });
  request.headers.set('X-Session-Cookie', 'true');
  request.headers.set('Cookie', `plugs_media=${previous.token}`);
  return {
    request,
    effects: async () => [
      ...(await effects()),
      {
        isEnded: (await call('/auth/me', { token: previous.token })).status === 401,
        isEndEventStored: await hasOneEvent(previous, 'session_ended'),
      },
    ],
  };
}

const REQUESTS: [string, () => Promise<PreparedRequest>][] = [
  ['a change of the e-mail address', prepareEmailChange],
  ['a login from a new device', prepareLogin],
  ['a change of the password', preparePasswordChange],
  [
    'a sign-in with Plex',
    () => preparePlexSignIn('/api/auth/plex/login', 'POST', { plexToken: 'token-of-plex' }),
  ],
  ['the poll of a Plex PIN', preparePinPoll],
  ['a sign-in with Plex that replaces a cookie', prepareCookieReplacement],
];

describe.each(['disconnect', 'stop'] satisfies Abort[])('an abort by %s at a call of storage', (abort) => {
  it.each(REQUESTS)(
    'after an abort of %s, all effects of each decision are stored or none',
    { timeout: 60_000 },
    async (_name, prepare) => {
      await expectAllOrNothing(prepare, abort);
    },
  );
});

it('after an aborted change of the e-mail address, a code for the previous address is not valid for the new address', {
  timeout: 60_000,
}, async () => {
  // The codes are deleted after the new address is stored. The test stops a change at its first await, the next change
  // at its second await, and so on, until a stopped change has stored the new address.
  for (let point = 1; ; point += 1) {
    const { id, email, token } = await signUp();
    await call('/auth/send-otp', { body: { email } });
    const previousCode = await mailedCode(email);
    const { request, newEmail } = await prepareConfirmationOfNewEmail(token);
    await abortAt(request, point, 'stop');
    if ((await accountRow({ id }))?.email !== newEmail) continue;
    const response = await call('/auth/verify-otp', { body: { email: newEmail, otp_code: previousCode } });
    expect(response.status).toBe(400);
    return;
  }
});
