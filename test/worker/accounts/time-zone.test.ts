/** The time zone of the caller's account, and the list of time zones. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, signUp } from '../support/client.ts';
import { failure, invalid, START } from '../support/golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const setTimeZone = (token: string | undefined, timezone: unknown) =>
  call('/auth/timezone', { method: 'PUT', token, body: { timezone } });
const readTimeZone = async (token: string) => (await call('/auth/me', { token })).body.timezone;

describe('a change of the time zone', () => {
  it.each([
    ['America/New_York', '2031-11-21T12:00:00Z', '-05:00'],
    ['America/New_York', '2027-07-01T12:00:00Z', '-04:00'],
    ['Asia/Kolkata', '2031-11-21T12:00:00Z', '+05:30'],
    ['Asia/Kathmandu', '2031-11-21T12:00:00Z', '+05:45'],
    ['Australia/Lord_Howe', '2031-11-21T12:00:00Z', '+11:00'],
    ['Pacific/Marquesas', '2031-11-21T12:00:00Z', '-09:30'],
    ['UTC', '2031-11-21T12:00:00Z', '+00:00'],
  ])('the change to %s at %s returns the offset at this time', async (timezone, now, utc_offset) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
    const { token } = await signUp();
    const response = await setTimeZone(token, timezone);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      message: 'Timezone updated successfully',
      success: true,
      timezone,
      utc_offset,
    });
  });

  it('/auth/me and a login return the new time zone, and updated_at is the time of the change', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { token, email, password } = await signUp();
    vi.setSystemTime(START + 1000);
    await setTimeZone(token, 'Europe/Paris');
    expect(await readTimeZone(token)).toBe('Europe/Paris');
    const { body } = await call('/auth/login', { body: { email, password } });
    expect(body.user).toMatchObject({
      timezone: 'Europe/Paris',
      created_at: '2031-11-21T12:00:00.000Z',
      updated_at: '2031-11-21T12:00:01.000Z',
    });
  });

  it('a change of the time zone does not affect other accounts', async () => {
    const [one, other] = [await signUp(), await signUp()];
    await setTimeZone(one.token, 'Asia/Tokyo');
    expect(await readTimeZone(other.token)).toBe('UTC');
  });

  it.each([
    ['europe/PARIS', 'Europe/Paris'],
    ['cst6cdt', 'CST6CDT'],
  ])('the time zone %s is stored in its canonical spelling', async (typed, timezone) => {
    const { token } = await signUp();
    expect((await setTimeZone(token, typed)).body.timezone).toBe(timezone);
    expect(await readTimeZone(token)).toBe(timezone);
  });

  it.each(['Europe/Kyiv', 'Asia/Kolkata', 'us/pacific', 'GMT'])(
    'the time zone %s, which is an alias, is stored as it was sent',
    async (timezone) => {
      const { token } = await signUp();
      expect((await setTimeZone(token, timezone)).body.timezone).toBe(timezone);
      expect(await readTimeZone(token)).toBe(timezone);
    },
  );

  it.each(['US/Pacific', 'Asia/Calcutta', 'Etc/UTC'])('the time zone %s is accepted', async (timezone) => {
    const { token } = await signUp();
    expect((await setTimeZone(token, timezone)).status).toBe(200);
  });

  it.each(['Mars/Olympus', '+05:30', 'EST5', 'America', '', ' ', ' UTC ', '../etc/passwd', 'UTC\u0000'])(
    'the time zone %j is rejected, and the stored time zone does not change',
    async (timezone) => {
      const { token } = await signUp();
      const response = await setTimeZone(token, timezone);
      const message = `Invalid timezone: ${timezone}. Must be a valid IANA timezone identifier.`;
      expect(response.status).toBe(400);
      expect(response.body).toEqual(failure('BAD_REQUEST', message));
      expect(await readTimeZone(token)).toBe('UTC');
    },
  );

  it.each([[undefined], [null], [5], [['UTC']]])(
    'the value %j is rejected as a missing time zone',
    async (timezone) => {
      const { token } = await signUp();
      const response = await setTimeZone(token, timezone);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(invalid({ field: 'timezone', message: 'Timezone is required' }));
    },
  );

  it('a change of the time zone without a valid token is rejected with the code HTTP_ERROR', async () => {
    expect((await setTimeZone(undefined, 'UTC')).body).toEqual(
      failure('HTTP_ERROR', 'Authentication required'),
    );
    const refused = await setTimeZone('garbage', 'UTC');
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual(failure('HTTP_ERROR', 'Could not validate credentials'));
  });

  it('a change of the time zone after the end of the session is rejected and changes nothing', async () => {
    const { token, email, password } = await signUp();
    await call('/auth/logout', { token, body: {} });
    const refused = await setTimeZone(token, 'Asia/Tokyo');
    expect(refused.status).toBe(401);
    expect(refused.body.error.reason).toBe('logged_out');
    const { body } = await call('/auth/login', { body: { email, password } });
    expect(body.user.timezone).toBe('UTC');
  });
});

describe('the list of time zones', () => {
  it('the list of time zones requires no token, and contains the zones sorted and grouped by region', async () => {
    const { status, body } = await call('/auth/timezones');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['common_timezones', 'grouped_timezones']);
    expect(body.common_timezones).toEqual(expect.arrayContaining(['UTC', 'America/New_York', 'Asia/Tokyo']));
    expect(body.common_timezones).toEqual([...new Set(body.common_timezones)].sort());
    expect(Object.values(body.grouped_timezones).flat().sort()).toEqual(body.common_timezones);
    expect(body.grouped_timezones.Europe).toContain('Europe/Paris');
  });

  it('every twentieth name in the list of time zones is accepted as the time zone of an account', async () => {
    const { token } = await signUp();
    const { body } = await call('/auth/timezones');
    const names: string[] = body.common_timezones;
    for (const name of names.filter((_, index) => index % 20 === 0)) {
      expect([name, (await setTimeZone(token, name)).body.timezone]).toEqual([name, name]);
    }
  });
});
