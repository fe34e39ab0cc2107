/** The linking of Plex users with existing accounts, and the login with a Plex PIN. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derivedKey } from '../../../src/crypto/derived-key.ts';
import { seal } from '../../../src/crypto/sealed-id.ts';
import { PIN_EXPIRES_AT } from '../../../src/tools/plex-fake/pins.ts';
import { CLIENT_IDENTIFIER } from '../../../src/tools/plex-fake/plex-server.ts';
import { mediaError, NOT_FOUND } from '../../worker/media/golden.ts';
import { aJwt, aTime, aUuid } from '../../worker/support/golden.ts';
import { JWT_SECRET } from '../process/worker-process.ts';
import { type MediaSite, startMediaSite } from './media-site.ts';

const SEALED_IDS_KEY = derivedKey(JWT_SECRET, 'sealed ids');
const AVATAR = 'https://plex.tv/users/0123456789abcdef/avatar?c=1700000000';
/** The response of Plex for a user whose e-mail address is confirmed at Plex. */
const confirmedUser = (id: number, name: string) => ({
  ...{ id, username: name, email: `${name}@example.com`, confirmed: true, thumb: AVATAR },
});
/** The response of Plex for each token. Only the boolean true confirms an address, so the text 'true' does not. */
const USERS = {
  'token-of-carol': confirmedUser(2001, 'carol'),
  'token-of-unverified-here': confirmedUser(2002, 'unverified-here'),
  'token-of-unverified-at-plex': { ...confirmedUser(2003, 'unverified-at-plex'), confirmed: false },
  'token-of-unverified-everywhere': { ...confirmedUser(2004, 'unverified-everywhere'), confirmed: 'true' },
  'token-of-dora': confirmedUser(2005, 'dora'),
  'token-of-another-dora': { ...confirmedUser(2006, 'dora'), username: 'dora-too' },
  'token-of-pair': confirmedUser(2007, 'pair'),
  'token-of-disabled': confirmedUser(2008, 'disabled'),
  'token-of-pin': confirmedUser(2009, 'pinned'),
  'token-of-look-alike': { ...confirmedUser(2010, 'frank'), email: 'fran\u212A@example.com' },
  'token-of-list': { ...confirmedUser(2011, 'lister'), email: ['frank@example.com'] },
  'token-of-two': { ...confirmedUser(2012, 'both'), email: 'frank@example.com, eve@example.com' },
  'token-of-lines': { ...confirmedUser(2013, 'liner'), email: 'frank@example.com\r\nBcc: eve@example.com' },
  'token-of-long': {
    ...confirmedUser(2014, 'x'),
    username: 'n'.repeat(10_000),
    email: `${'n'.repeat(10_000)}@example.com`,
  },
};
const ADDRESS_TAKEN_MESSAGE =
  'Another account has this e-mail address. Your account has no e-mail address until you set one, or an administrator links the two accounts.';
const ANY_TOKENS = { accessToken: aJwt, refreshToken: aJwt, expiresIn: 604_800, tokenType: 'Bearer' };
const UNAVAILABLE = mediaError('PLEX_UNAVAILABLE', 'Plex does not answer. Please try again later.');

let site: MediaSite;
beforeAll(async () => {
  site = await startMediaSite(USERS);
}, 60_000);
afterAll(() => site.stop());

/** The data in the response to a sign-in. The values in `fields` are added to the fields of the user. */
const signInData = (fields: object) => ({
  user: { id: aUuid, role: 'user', avatar: AVATAR, createdAt: aTime, lastLoginAt: aTime, ...fields },
  tokens: ANY_TOKENS,
});

/** Creates an account with a password and a verified e-mail address. Returns its fields in the media contract. */
async function registerVerified(name: string) {
  const id = await site.register(`${name}@example.com`);
  const { status } = await site.changeAccount(`${name}@`, { is_verified: true });
  if (status !== 200) throw new Error(`not verified: ${status}`);
  return { id, username: name, email: `${name}@example.com` };
}

describe('a Plex user with the address of an existing account', () => {
  it('the login links the Plex user if Plex and this service have verified the address, and the password remains valid', async () => {
    const carol = { ...(await registerVerified('carol')), plexId: '2001' };
    const { status, body } = await site.plexLogin('token-of-carol');
    expect([status, body]).toEqual([200, { success: true, data: signInData(carol) }]);
    const { status: loginStatus, body: loggedIn } = await site.passwordLogin('carol@example.com');
    expect([loginStatus, loggedIn.user.id]).toEqual([200, carol.id]);
    const me = await site.call('/api/auth/me', { token: loggedIn.tokens.access_token });
    expect(me.body.data.user).toMatchObject(carol);
    const secondLogin = await site.plexLogin('token-of-carol');
    expect(secondLogin.body).toEqual({ success: true, data: signInData(carol) });
  });

  it.each([
    ['unverified-here', false, '2002'],
    ['unverified-at-plex', true, '2003'],
    ['unverified-everywhere', false, '2004'],
  ])(
    'the login creates an account without an address, and returns a message, if the address is %s',
    async (name, isVerifiedHere, plexId) => {
      const email = `${name}@example.com`;
      const id = isVerifiedHere ? (await registerVerified(name)).id : await site.register(email);
      const { status, body } = await site.plexLogin(`token-of-${name}`);
      const data = signInData({ username: `${name}2`, email: null, plexId });
      expect([status, body]).toEqual([200, { success: true, data, message: ADDRESS_TAKEN_MESSAGE }]);
      expect(body.data.user.id).not.toBe(id);
      const secondLogin = await site.plexLogin(`token-of-${name}`);
      expect(secondLogin.body.data.user.id).toBe(body.data.user.id);
      const { body: loggedIn } = await site.passwordLogin(email);
      const me = await site.call('/api/auth/me', { token: loggedIn.tokens.access_token });
      expect(me.body.data.user).toMatchObject({ id, email, plexId: null, avatar: null });
    },
  );

  it.each([
    ['look-alike', '2010', 'frank2'],
    ['list', '2011', 'lister'],
    ['two', '2012', 'both'],
    ['lines', '2013', 'liner'],
    ['long', '2014', 'n'.repeat(100)],
  ])(
    'an e-mail address at Plex that is not valid here is not stored and links no account: %s',
    async (name, plexId, username) => {
      if (name === 'look-alike') await registerVerified('frank');
      const { status, body } = await site.plexLogin(`token-of-${name}`);
      expect([status, body]).toEqual([
        200,
        { success: true, data: signInData({ username, email: null, plexId }) },
      ]);
    },
  );

  it('the login creates an account if the existing account is linked with another Plex user', async () => {
    const dora = await registerVerified('dora');
    await site.plexLogin('token-of-dora');
    const { body } = await site.plexLogin('token-of-another-dora');
    const data = signInData({ username: 'dora-too', email: null, plexId: '2006' });
    expect(body).toEqual({ success: true, data, message: ADDRESS_TAKEN_MESSAGE });
    expect((await site.plexLogin('token-of-dora')).body.data.user.id).toBe(dora.id);
  });

  it('two concurrent first logins sign in to the same linked account', async () => {
    const pair = { ...(await registerVerified('pair')), plexId: '2007' };
    const responses = await Promise.all([site.plexLogin('token-of-pair'), site.plexLogin('token-of-pair')]);
    for (const { body } of responses) expect(body).toEqual({ success: true, data: signInData(pair) });
  });

  it('a Plex user cannot sign in to a disabled account', async () => {
    await registerVerified('disabled');
    await site.changeAccount('disabled@', { is_active: false });
    const { status, body } = await site.plexLogin('token-of-disabled');
    expect([status, body]).toEqual([403, mediaError('ACCOUNT_DISABLED', 'User account has been disabled')]);
  });
});

describe('a PIN', () => {
  const start = () => site.call('/api/auth/plex/pin', { method: 'POST' });
  const poll = (id: string) => site.call(`/api/auth/plex/pin/${encodeURIComponent(id)}`);

  it('a PIN signs in only after it was authorised at Plex', async () => {
    const { status, headers, body } = await start();
    const { id, code } = body.data;
    const authUrl = `https://app.plex.tv/auth#?clientID=${CLIENT_IDENTIFIER}&code=${code}&context%5Bdevice%5D%5Bproduct%5D=Plugs`;
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^\d+\.[\w-]{22}$/),
        code: expect.stringMatching(/^code\d+strong$/),
        qrUrl: `https://plex.tv/api/v2/pins/qr/${code}`,
        authUrl,
        expiresAt: new Date(PIN_EXPIRES_AT).toISOString(),
        pollInterval: 10,
      },
    });
    const waiting = await poll(id);
    expect([waiting.status, waiting.body]).toEqual([200, { success: true, data: { authorized: false } }]);
    site.plex.authorise(code, 'token-of-pin');
    const done = await poll(id);
    const data = signInData({ username: 'pinned', email: 'pinned@example.com', plexId: '2009' });
    expect([done.status, done.body]).toEqual([200, { success: true, data }]);
    const me = await site.call('/api/auth/me', { token: done.body.data.tokens.accessToken });
    expect(me.status).toBe(200);
  });

  it('a PIN with a guessed number or a forged seal is not found and causes no request to Plex', async () => {
    const { id, code } = (await start()).body.data;
    const other = (await start()).body.data;
    site.plex.authorise(code, 'token-of-pin');
    const [number, pinSeal] = id.split('.');
    const requestCount = site.plex.requests.length;
    const guesses = [
      ...[number, `${number}.`, `${number}.${'A'.repeat(22)}`, `${number}.${other.id.split('.')[1]}`],
      ...[`0${id}`, `${id}A`, `${other.id.split('.')[0]}.${pinSeal}`, `${id}/../${other.id}`, '%00', 'user'],
      ...[seal(JWT_SECRET, 'plex-pin', number), seal(SEALED_IDS_KEY, 'other', number)],
    ];
    for (const guess of guesses) {
      const { status, body } = await poll(guess);
      expect([guess, status, body]).toEqual([guess, 404, NOT_FOUND]);
    }
    expect(site.plex.requests.length).toBe(requestCount);
    expect(seal(SEALED_IDS_KEY, 'plex-pin', number)).toBe(id);
  });

  it('an authorised PIN signs in once, also if it is polled concurrently, and never by HEAD', async () => {
    const { id, code } = (await start()).body.data;
    site.plex.authorise(code, 'token-of-pin');
    const path = `/api/auth/plex/pin/${encodeURIComponent(id)}`;
    const countsBefore = site.userAndSessionCounts();
    expect((await site.worker.fetch(path, { method: 'HEAD' })).status).toBe(404);
    expect(site.userAndSessionCounts()).toBe(countsBefore);
    const responses = await Promise.all([poll(id), poll(id), poll(id)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const { status, body } = await poll(id);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });

  it('a PIN that has expired is not found', async () => {
    const { id, code } = (await start()).body.data;
    site.plex.expire(code);
    const { status, body } = await poll(id);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });

  it('a PIN with a token that Plex rejects starts no session', async () => {
    const { id, code } = (await start()).body.data;
    site.plex.authorise(code, 'unknown-token');
    const countsBefore = site.userAndSessionCounts();
    const { status, body } = await poll(id);
    expect(status).toBe(401);
    expect(body).toEqual(mediaError('INVALID_PLEX_TOKEN', 'Invalid Plex authentication token'));
    expect(site.userAndSessionCounts()).toBe(countsBefore);
  });

  it.each([401, 403, 404, 422, 429, 500])(
    'the response to the start of a PIN is 503 if Plex responds with %i',
    async (plexStatus) => {
      site.plex.refusePins(plexStatus);
      const { status, headers, body } = await start();
      site.plex.refusePins(null);
      expect([status, headers.get('Retry-After'), body]).toEqual([503, '30', UNAVAILABLE]);
    },
  );

  it('after five starts of a PIN, a client address can neither start a PIN nor log in with a Plex token', async () => {
    const address = site.freshAddress();
    const startFromAddress = () => site.call('/api/auth/plex/pin', { method: 'POST', address });
    for (let count = 0; count < 5; count += 1) expect((await startFromAddress()).status).toBe(200);
    const limitError = mediaError('RATE_LIMIT_EXCEEDED', 'Too many login attempts. Please try again later.');
    const { status, body } = await startFromAddress();
    expect([status, body]).toEqual([429, limitError]);
    expect((await site.plexLogin('token-of-pin', address)).status).toBe(429);
  });
});
