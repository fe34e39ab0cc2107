/** Limits of one-time codes and reset tokens: calls of other clients do not cause a rejection of the owner. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { call, freshBlock, freshEmail, mailedCode, mailTo, readUntil, signUp } from '../support/client.ts';
import { failure, MINUTE, START } from '../support/golden.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const WRONG = failure('BAD_REQUEST', 'Invalid OTP code');
const EXPIRED = failure('BAD_REQUEST', 'OTP has expired or is invalid');
const OWNER = '203.0.113.7';
const NEW_PASSWORD = 'NewSecurePassword123!';

/** An address in a /24 that no other test has used. */
const elsewhere = () => freshBlock()(1);
const neighbour = (address: string, host: number) => address.replace(/\d+$/, String(host));

const sendOtp = (email: string, address: string) => call('/auth/send-otp', { address, body: { email } });
const verify = (email: string, otp_code: string, address: string) =>
  call('/auth/verify-otp', { address, body: { email, otp_code } });
const change = (email: string, token: string, address: string) =>
  call('/auth/change-password', { address, body: { email, token, new_password: NEW_PASSWORD } });

async function codeFor(email: string, address = elsewhere()): Promise<{ code: string; other: string }> {
  await sendOtp(email, address);
  const code = await mailedCode(email);
  return { code, other: code === '000000' ? '000001' : '000000' };
}

describe('the code of an owner', () => {
  it('is valid after the wrong tries and refused calls of another block', async () => {
    const { email } = await signUp();
    const { code, other } = await codeFor(email);
    const attacker = elsewhere();
    for (let host = 1; host <= 5; host += 1) {
      expect((await verify(email, other, neighbour(attacker, host))).body).toEqual(WRONG);
    }
    expect((await verify(email, other, neighbour(attacker, 6))).status).toBe(429);
    expect((await verify(email, code, OWNER)).status).toBe(200);
  });

  it('the code of an owner that is void for one block is valid for another', async () => {
    const { email } = await signUp();
    const attacker = elsewhere();
    await verify(email, '123456', attacker);
    vi.setSystemTime(START + 14 * MINUTE);
    const { code, other } = await codeFor(email);
    for (let host = 2; host <= 5; host += 1) await verify(email, other, neighbour(attacker, host));
    vi.setSystemTime(START + 15 * MINUTE);
    expect((await verify(email, other, neighbour(attacker, 7))).body).toEqual(WRONG);
    expect((await verify(email, code, neighbour(attacker, 8))).body).toEqual(EXPIRED);
    expect((await verify(email, code, elsewhere())).status).toBe(200);
  });

  it.each(['with', 'without'])('is void after fifty wrong tries in all, %s an account', async (kind) => {
    const email = kind === 'with' ? (await signUp()).email : freshEmail('nobody');
    await sendOtp(email, elsewhere());
    const code = kind === 'with' ? await mailedCode(email) : '000000';
    const other = code === '000000' ? '000001' : '000000';
    for (let block = 0; block < 10; block += 1) {
      const attacker = elsewhere();
      for (let host = 1; host <= 5; host += 1) {
        expect((await verify(email, other, neighbour(attacker, host))).body).toEqual(WRONG);
      }
    }
    expect((await verify(email, code, elsewhere())).body).toEqual(EXPIRED);
  });
});

it('an owner receives a code after the requests of another block were refused', async () => {
  const { email } = await signUp();
  const attacker = elsewhere();
  for (let host = 1; host <= 3; host += 1) await sendOtp(email, neighbour(attacker, host));
  expect((await sendOtp(email, neighbour(attacker, 4))).status).toBe(429);
  expect((await sendOtp(email, OWNER)).status).toBe(200);
});

describe('a reset token', () => {
  it('is valid after wrong tokens from the same block and the same address', async () => {
    const { email } = await signUp();
    const { code } = await codeFor(email);
    const address = elsewhere();
    const { body } = await verify(email, code, address);
    for (let time = 0; time < 3; time += 1) expect((await change(email, 'x', address)).status).toBe(400);
    expect((await change(email, 'x', address)).status).toBe(429);
    expect((await change(email, body.token, address)).status).toBe(200);
  });
});

describe('e-mails with codes', () => {
  async function sentTo(email: string, addresses: string[]): Promise<number> {
    for (const [at, address] of addresses.entries()) {
      vi.setSystemTime(START + at * 2 * MINUTE);
      expect((await sendOtp(email, address)).status).toBe(200);
    }
    // The last request may still be sending its e-mail.
    const count = async () => (await mailTo(email)).length;
    let last = -1;
    return readUntil(count, (now) => {
      const isStable = now === last;
      last = now;
      return isStable;
    });
  }

  it('are at most twenty a day to one address from one block, with the same response', async () => {
    const { email } = await signUp();
    const attacker = elsewhere();
    const addresses = Array.from({ length: 24 }, (_, host) => neighbour(attacker, host + 1));
    expect(await sentTo(email, addresses)).toBe(20);
    await sendOtp(email, elsewhere());
    expect(
      (
        await readUntil(
          () => mailTo(email),
          (mails) => mails.length === 21,
        )
      ).length,
    ).toBe(21);
  });

  it('are at most sixty a day to one address in all', async () => {
    const { email } = await signUp();
    const addresses = Array.from({ length: 64 }, elsewhere);
    expect(await sentTo(email, addresses)).toBe(60);
  });
});

describe('an IPv6 /48', () => {
  it('has sixteen times the limit of one /64', async () => {
    const guess = (site: number, network: number) =>
      call('/auth/login', {
        address: `2001:db8:${site}:${network.toString(16)}::1`,
        body: { email: freshEmail(), password: 'wrong' },
      });
    for (let network = 0; network < 80; network += 1) expect((await guess(1, network)).status).toBe(401);
    const refused = await guess(1, 80);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('900');
    expect((await guess(2, 1)).status).toBe(401);
  });
});

describe('a high rate of wrong codes in the whole service', () => {
  const variables = { LIMITS: '{"failed_codes":[4,900],"verify_otp":[6,900]}' };
  const guess = (address: string, email = freshEmail('nobody')) =>
    call('/auth/verify-otp', { address, variables, body: { email, otp_code: '000000' } });

  it('makes the limit per address a third, and is logged once as an alert', async () => {
    // Starts a new window, because the previous tests have counted wrong codes too.
    vi.setSystemTime(START + 24 * 60 * MINUTE);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const wrongCode = async () => {
      const email = freshEmail('nobody');
      await call('/auth/send-otp', { address: elsewhere(), body: { email } });
      expect((await guess(elsewhere(), email)).status).toBe(400);
    };
    for (let time = 0; time < 4; time += 1) await wrongCode();
    const alerts = () => logged.mock.calls.filter(([line]) => (line as { level?: string }).level === 'alert');
    expect(alerts()).toHaveLength(1);
    // The next wrong code writes the entry of the edge cache.
    await wrongCode();
    await readUntil(
      () => bindings.EDGE_CACHE.get('limit:failed_codes:service'),
      (entry) => entry !== null,
    );
    const address = elsewhere();
    for (let time = 0; time < 2; time += 1) expect((await guess(address)).status).toBe(400);
    const refused = await guess(address);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe('"verify_otp";q=2;w=900');
    expect(alerts()).toHaveLength(1);
  });
});

it('client addresses share 1,024 objects, and a /48 is in one of them', async () => {
  const names = new Set<string>();
  const ADDRESS_LIMITS = {
    getByName: (name: string) => {
      names.add(name);
      return bindings.ADDRESS_LIMITS.getByName(name);
    },
  } as unknown as typeof bindings.ADDRESS_LIMITS;
  const guess = (address: string) =>
    call('/auth/login', {
      address,
      altered: { ADDRESS_LIMITS },
      body: { email: freshEmail(), password: 'wrong' },
    });
  for (let network = 1; network <= 8; network += 1) await guess(`2001:db8:77:${network}::1`);
  expect(names.size).toBe(1);
  for (let time = 0; time < 8; time += 1) await guess(elsewhere());
  expect(names.size).toBeGreaterThan(1);
  for (const name of names) expect(Number(name)).toBeLessThan(1024);
});
