/** The import of accounts: access, limits, and the result of each row. */
import { describe, expect, it } from 'vitest';
import { securityEventRows } from '../support/accounts.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { ABC_HASH, createImporter, FULL_ROW, skippedRow, storedAccount } from './importer.ts';

const { token, importUsers, importRow } = await createImporter();

describe('the import', () => {
  it('an import requires an administrator', async () => {
    const { token } = await signUp();
    expect((await importUsers([], { token: '' })).status).toBe(401);
    expect((await importUsers([{ email: freshEmail() }], { token })).status).toBe(403);
    expect((await importUsers([])).body).toEqual({ results: [], created: 0, updated: 0, skipped: 0 });
  });

  it.each([undefined, null, 'users', {}, 5])(
    'an import rejects %j instead of a list of rows',
    async (users) => {
      expect((await importUsers(users)).status).toBe(400);
    },
  );

  it('an import of 1,000 rows needs at most five round trips, a repeated import writes nothing, and 1,001 rows are rejected', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => ({
      email: `info@of${index}.example.com`,
      city: 'Ayr',
    }));
    const refused = await importUsers(rows);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toBe('users must hold at most 1000 rows');
    const first = await importUsers(rows.slice(1));
    expect([first.body.created, first.body.skipped]).toEqual([1000, 0]);
    expect(first.cost.trips).toBeLessThanOrEqual(5);
    const second = await importUsers(rows.slice(1));
    expect([second.body.created, second.body.skipped]).toEqual([0, 1000]);
    expect(second.cost).toMatchObject({ trips: 3, rowsWritten: 0 });
  });

  it('an import accepts a body of 2 MiB and rejects a body with one byte more', async () => {
    const bodyWithPadding = (size: number) =>
      JSON.stringify({ users: [], pad: '' }).replace('""', `"${'x'.repeat(size)}"`);
    const maxPadding = 2 * 1024 * 1024 - bodyWithPadding(0).length;
    const send = (body: string) => call('/admin/users/import', { token, body });
    expect((await send(bodyWithPadding(maxPadding))).status).toBe(200);
    expect((await send(bodyWithPadding(maxPadding + 1))).status).toBe(413);
    // The body of a request without a token is not read, so the response is 401 and not 413.
    expect((await call('/admin/users/import/', { body: bodyWithPadding(maxPadding + 1) })).status).toBe(401);
    const withSlash = { token, body: bodyWithPadding(maxPadding + 1) };
    expect((await call('/admin/users/import/', withSlash)).status).toBe(413);
  });
});

describe('a row', () => {
  it('a row creates an account with the sent fields, and unknown fields are ignored', async () => {
    const email = freshEmail('grace');
    const row = {
      ...FULL_ROW,
      email: ` ${email.toUpperCase()} `,
      username: 'Gracious',
      plex_id: 4711,
      shoe_size: 38,
    };
    expect(await importRow(row)).toEqual({ email, outcome: 'created' });
    expect(await storedAccount(email)).toMatchObject({
      email,
      username: 'Gracious',
      first_name: 'Grace',
      last_name: 'Hopper',
      password_hash: ABC_HASH,
      role: 'admin',
      is_premium: 1,
      premium_until: Date.parse(FULL_ROW.premium_until),
      expires_at: Date.parse(FULL_ROW.expiry_date),
      is_active: 0,
      is_verified: 1,
      created_at: Date.parse(FULL_ROW.created_at),
      plex_id: '4711',
      phone: FULL_ROW.phone,
      city: 'Arlington',
      country: 'US',
      time_zone: 'America/New_York',
      last_login_at: null,
    });
  });

  it('a row whose fields are empty except the address creates an account with default values, no password and one security event', async () => {
    const email = freshEmail('only');
    const row = {
      email,
      username: '',
      first_name: null,
      password_hash: '',
      role: null,
      is_active: null,
      phone: '',
    };
    expect(await importRow(row)).toEqual({ email, outcome: 'created' });
    const account = await storedAccount(email);
    const defaults = {
      role: 'user',
      is_active: 1,
      is_verified: 0,
      is_premium: 0,
      time_zone: 'UTC',
      first_name: '',
    };
    expect(account).toMatchObject({
      ...defaults,
      username: email.split('@')[0],
      password_hash: null,
      phone: null,
    });
    const events = await securityEventRows({ email });
    expect(events).toMatchObject([{ type: 'registered', detail: 'imported', sessionId: null }]);
    expect((await call('/auth/login', { body: { email, password: PASSWORD } })).status).toBe(401);
  });

  it.each([
    [{ email: 'no-address' }, 'email must be a valid address'],
    [{ username: 'a@b' }, 'username may contain only letters, numbers, and ./+/-/_ characters'],
    [{ phone: '12' }, 'phone must have 7 to 15 digits'],
    [{ role: 'owner' }, 'role must be user or admin'],
    [{ is_active: 'yes' }, 'is_active must be true or false'],
    [{ premium_until: 'soon' }, 'premium_until must be an ISO 8601 time'],
    [{ created_at: '2999-01-01T00:00:00Z' }, 'created_at is in the future'],
    [{ timezone: 'Moon/Base' }, 'Invalid timezone: Moon/Base. Must be a valid IANA timezone identifier.'],
    [{ city: 'x'.repeat(151), country: 5 }, 'city must be at most 150 characters; country must be a string'],
    [{ first_name: 'a\u0000b' }, 'first_name contains invalid characters'],
    [{ password_hash: 'x'.repeat(513) }, 'password_hash is too long'],
  ])('a row with %j is skipped with the reason', async (invalidField, why) => {
    const row = { email: freshEmail('wrong'), ...invalidField };
    expect(await importRow(row)).toEqual(skippedRow(row.email, why));
    expect(await storedAccount(row.email)).toEqual({});
  });

  it.each([[null], [5], ['a@b.example'], [[]], [[['email']]], [{}], [{ email: 5 }]])(
    'the value %j, which is not a row with an e-mail address, is skipped',
    async (row) => {
      expect(await importRow(row)).toMatchObject({ email: '', outcome: 'skipped', why: expect.any(String) });
    },
  );

  it.each([
    [
      '$2b$13$abcdefghijklmnopqrstuuCi15uRb1eH7NAlJ/TgeJertyknQpYn2',
      'only bcrypt $2a$, $2b$ or $2y$ of cost 4 to 12',
    ],
    ['pbkdf2_sha256$1500001$salt$A', 'only pbkdf2_sha256 of at most 1,500,000 iterations'],
    ['5f4dcc3b5aa765d61d8327deb882cf99', expect.stringMatching(/^only argon2id.*bcrypt.*pbkdf2.*scrypt/)],
  ])(
    'a row with the unsupported hash %s is skipped, and the reason names the supported hashes but not this hash',
    async (password_hash, supported) => {
      const email = freshEmail('hash');
      const { outcome, why } = await importRow({ email, password_hash });
      expect(outcome).toBe('skipped');
      expect(why.replace('password hash not supported: ', '')).toEqual(supported);
      expect(why).not.toContain(password_hash);
      expect(await storedAccount(email)).toEqual({});
    },
  );
});
