/**
 * Limits of one-time codes, of e-mails with codes and of reset tokens, and how the limits count client addresses. A
 * block of client addresses is an IPv4 /24 or an IPv6 /48.
 */
import { runInDurableObject } from 'cloudflare:test';
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

const WRONG_CODE = failure('BAD_REQUEST', 'Invalid OTP code');
const EXPIRED_CODE = failure('BAD_REQUEST', 'OTP has expired or is invalid');
const OWNER_ADDRESS = '203.0.113.7';
const NEW_PASSWORD = 'NewSecurePassword123!';

/** Returns an address in a /24 that no other test has used. */
const freshBlockAddress = () => freshBlock()(1);
const otherHostIn = (address: string, host: number) => address.replace(/\d+$/, String(host));

const sendOtp = (email: string, address: string) => call('/auth/send-otp', { address, body: { email } });
const verifyCode = (email: string, otp_code: string, address: string) =>
  call('/auth/verify-otp', { address, body: { email, otp_code } });
const resetPassword = (email: string, token: string, address: string) =>
  call('/auth/change-password', { address, body: { email, token, new_password: NEW_PASSWORD } });

/** Requests a code. Returns the code from the e-mail and a wrong code. */
async function requestCode(
  email: string,
  address = freshBlockAddress(),
): Promise<{ code: string; wrongCode: string }> {
  await sendOtp(email, address);
  const code = await mailedCode(email);
  return { code, wrongCode: code === '000000' ? '000001' : '000000' };
}

describe('the code of an owner', () => {
  it('the code of an owner is valid after wrong tries and rejected calls from another block', async () => {
    const { email } = await signUp();
    const { code, wrongCode } = await requestCode(email);
    const attacker = freshBlockAddress();
    for (let host = 1; host <= 5; host += 1) {
      expect((await verifyCode(email, wrongCode, otherHostIn(attacker, host))).body).toEqual(WRONG_CODE);
    }
    expect((await verifyCode(email, wrongCode, otherHostIn(attacker, 6))).status).toBe(429);
    expect((await verifyCode(email, code, OWNER_ADDRESS)).status).toBe(200);
  });

  it('a code that is invalid for one block after five wrong tries is valid for another block', async () => {
    const { email } = await signUp();
    const attacker = freshBlockAddress();
    // This wrong try starts the window of the limit `verify_otp` of the block. The window ends before the sixth wrong
    // try, so the limit does not reject the sixth try.
    await verifyCode(email, '123456', attacker);
    vi.setSystemTime(START + 14 * MINUTE);
    const { code, wrongCode } = await requestCode(email);
    for (let host = 2; host <= 5; host += 1) await verifyCode(email, wrongCode, otherHostIn(attacker, host));
    vi.setSystemTime(START + 15 * MINUTE);
    expect((await verifyCode(email, wrongCode, otherHostIn(attacker, 7))).body).toEqual(WRONG_CODE);
    expect((await verifyCode(email, code, otherHostIn(attacker, 8))).body).toEqual(EXPIRED_CODE);
    expect((await verifyCode(email, code, freshBlockAddress())).status).toBe(200);
  });

  it.each(['with', 'without'])(
    'a code for an e-mail address %s an account is invalid after fifty wrong tries from all blocks together',
    async (variant) => {
      const email = variant === 'with' ? (await signUp()).email : freshEmail('unregistered');
      await sendOtp(email, freshBlockAddress());
      const code = variant === 'with' ? await mailedCode(email) : '000000';
      const wrongCode = code === '000000' ? '000001' : '000000';
      for (let block = 0; block < 10; block += 1) {
        const attacker = freshBlockAddress();
        for (let host = 1; host <= 5; host += 1) {
          expect((await verifyCode(email, wrongCode, otherHostIn(attacker, host))).body).toEqual(WRONG_CODE);
        }
      }
      expect((await verifyCode(email, code, freshBlockAddress())).body).toEqual(EXPIRED_CODE);
    },
  );
});

it('the request of an owner for a code is accepted after requests of another block were rejected', async () => {
  const { email } = await signUp();
  const attacker = freshBlockAddress();
  for (let host = 1; host <= 3; host += 1) await sendOtp(email, otherHostIn(attacker, host));
  expect((await sendOtp(email, otherHostIn(attacker, 4))).status).toBe(429);
  expect((await sendOtp(email, OWNER_ADDRESS)).status).toBe(200);
});

describe('a reset token', () => {
  it('a reset token is valid even after wrong tokens from the same address have reached the limit', async () => {
    const { email } = await signUp();
    const { code } = await requestCode(email);
    const address = freshBlockAddress();
    const { body } = await verifyCode(email, code, address);
    for (let time = 0; time < 3; time += 1)
      expect((await resetPassword(email, 'x', address)).status).toBe(400);
    expect((await resetPassword(email, 'x', address)).status).toBe(429);
    expect((await resetPassword(email, body.token, address)).status).toBe(200);
  });
});

describe('e-mails with codes', () => {
  /** Requests a code from each client address, two minutes apart. Returns how many e-mails were sent. */
  async function requestCodesAndCountEmails(email: string, addresses: string[]): Promise<number> {
    for (const [at, address] of addresses.entries()) {
      vi.setSystemTime(START + at * 2 * MINUTE);
      expect((await sendOtp(email, address)).status).toBe(200);
    }
    // The last request may still be sending its e-mail.
    const countEmails = async () => (await mailTo(email)).length;
    let previousCount = -1;
    return readUntil(countEmails, (now) => {
      const isStable = now === previousCount;
      previousCount = now;
      return isStable;
    });
  }

  it('requests of one block send at most twenty e-mails with codes a day to one e-mail address', async () => {
    // The responses of the requests that send no e-mail are also 200.
    const { email } = await signUp();
    const attacker = freshBlockAddress();
    const addresses = Array.from({ length: 24 }, (_, host) => otherHostIn(attacker, host + 1));
    expect(await requestCodesAndCountEmails(email, addresses)).toBe(20);
    await sendOtp(email, freshBlockAddress());
    expect(
      (
        await readUntil(
          () => mailTo(email),
          (mails) => mails.length === 21,
        )
      ).length,
    ).toBe(21);
  });

  it('one e-mail address receives at most sixty e-mails with codes a day', async () => {
    const { email } = await signUp();
    const addresses = Array.from({ length: 64 }, freshBlockAddress);
    expect(await requestCodesAndCountEmails(email, addresses)).toBe(60);
  });
});

it('several accounts together send at most the configured number of e-mails with codes to a new address', async () => {
  const new_email = freshEmail('foreign');
  const variables = { LIMITS: JSON.stringify({ code_emails_in_all: [2, 86_400] }) };
  for (const name of ['first', 'second', 'third']) {
    const { token } = await signUp(name);
    const response = await call('/auth/change-email', { token, body: { new_email }, variables });
    expect(response.status).toBe(200);
  }
  expect(await mailTo(new_email)).toHaveLength(2);
});

it('a repeated request for a code does not write the record of the valid code again', async () => {
  const { id, email } = await signUp();
  await sendOtp(email, freshBlockAddress());
  const trigger = "CREATE TRIGGER refusal BEFORE INSERT ON otps BEGIN SELECT RAISE(ABORT, 'refused'); END";
  await runInDurableObject(bindings.ACCOUNTS.getByName(id), (_, { storage }) => {
    storage.sql.exec(trigger);
  });
  expect((await sendOtp(email, freshBlockAddress())).status).toBe(200);
});

describe('an IPv6 /48', () => {
  it('an IPv6 /48 has sixteen times the limit of one /64', async () => {
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
  const guess = (address: string, email = freshEmail('unregistered')) =>
    call('/auth/verify-otp', { address, variables, body: { email, otp_code: '000000' } });

  it('a high rate of wrong codes divides the limit per address by three, and is logged once as an alert', async () => {
    // The wrong codes of the previous tests also count, so this test begins in a new window of the limit.
    vi.setSystemTime(START + 24 * 60 * MINUTE);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const sendWrongCode = async () => {
      const email = freshEmail('unregistered');
      await call('/auth/send-otp', { address: freshBlockAddress(), body: { email } });
      expect((await guess(freshBlockAddress(), email)).status).toBe(400);
    };
    for (let time = 0; time < 4; time += 1) await sendWrongCode();
    const alerts = () => logged.mock.calls.filter(([line]) => (line as { level?: string }).level === 'alert');
    expect(alerts()).toHaveLength(1);
    // The service writes the entry of the edge cache when it receives the next wrong code.
    await sendWrongCode();
    await readUntil(
      () => bindings.EDGE_CACHE.get('limit:failed_codes:service'),
      (entry) => entry !== null,
    );
    const address = freshBlockAddress();
    for (let time = 0; time < 2; time += 1) expect((await guess(address)).status).toBe(400);
    const refused = await guess(address);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe('"verify_otp";q=2;w=900');
    expect(alerts()).toHaveLength(1);
    // The limit of an identifier is not reduced. The first rejection writes the entry of the edge cache.
    const email = freshEmail('unregistered');
    await call('/auth/send-otp', { address: freshBlockAddress(), body: { email } });
    const policies: (string | null)[] = [];
    for (let host = 1; host <= 10; host += 1) {
      const { status, headers } = await guess(otherHostIn(address, 100 + host), email);
      if (status === 429) policies.push(headers.get('RateLimit-Policy'));
    }
    expect(policies.length).toBeGreaterThan(1);
    expect(new Set(policies)).toEqual(new Set(['"verify_otp";q=6;w=900']));
  });
});

it('client addresses are divided among at most 1,024 objects, and eight networks of one /48 are in one object', async () => {
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
  for (let time = 0; time < 8; time += 1) await guess(freshBlockAddress());
  expect(names.size).toBeGreaterThan(1);
  for (const name of names) expect(Number(name)).toBeLessThan(1024);
});
