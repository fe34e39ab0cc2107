/** Imported passwords: accepted hashes, a repeated import, a concurrent registration, and a deactivated account. */
import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashArgon2 } from '../../../src/crypto/argon2.ts';
import { accountRow } from '../support/accounts.ts';
import { call, freshEmail } from '../support/client.ts';
import { ABC_HASH, createImporter } from './importer.ts';

const { importUsers } = await createImporter();

const logIn = (email: string, password: string) => call('/auth/login', { body: { email, password } });

async function readHash(email: string): Promise<string> {
  return (await accountRow({ email }))?.passwordHash ?? '';
}

const PASSWORD = 'lètmein';
const PASSWORD_NOT_IN_NFKC = 'ﬁne cafe\u0301';
const pbkdf2Digest = pbkdf2Sync(PASSWORD, 'salt', 100_000, 32, 'sha256').toString('base64');
const scryptKey = scryptSync(PASSWORD, 'NaCl', 32, { N: 2 ** 14, r: 8, p: 1 })
  .toString('base64')
  .slice(0, -1);
const argon2idHash = hashArgon2(PASSWORD_NOT_IN_NFKC);
const IMPORTED = [
  ['bcrypt', 'abc', ABC_HASH],
  ['Django', PASSWORD, `pbkdf2_sha256$100000$salt$${pbkdf2Digest}`],
  ['scrypt', PASSWORD, `$scrypt$ln=14,r=8,p=1$TmFDbA$${scryptKey}`],
  ['argon2id', PASSWORD_NOT_IN_NFKC, argon2idHash],
] as const;

it.each(IMPORTED)(
  'an imported password with a hash of %s is accepted, and the first login replaces the hash',
  async (_, password, password_hash) => {
    const email = freshEmail('old');
    expect((await importUsers([{ email, password_hash }])).body.created).toBe(1);
    expect((await logIn(email, `${password}!`)).status).toBe(401);
    expect(await readHash(email)).toContain(password_hash);
    const first = await logIn(email, password);
    expect([first.status, first.cost.hashes]).toEqual([200, 2]);
    expect(await readHash(email)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const second = await logIn(email, password);
    expect([second.status, second.cost.hashes]).toEqual([200, 1]);
    expect((await logIn(email, `${password}!`)).status).toBe(401);
  },
);

it('a repeated import does not change the password hash', async () => {
  const email = freshEmail('again');
  const row = { email, password_hash: ABC_HASH };
  await importUsers([row]);
  await logIn(email, 'abc');
  const hash = await readHash(email);
  expect((await importUsers([row])).body.results).toEqual([
    { email, outcome: 'skipped', why: 'nothing to add' },
  ]);
  expect(await readHash(email)).toBe(hash);
});

it('a concurrent registration and import create one account, with the password of the request that created the account', async () => {
  const email = freshEmail('faster');
  const username = email.split('@')[0];
  const rows = [{ email, password_hash: ABC_HASH }, { email: freshEmail('beside') }];
  const [imported, registered] = await Promise.all([
    importUsers(rows),
    call('/auth/register', { body: { email, password: 'Tr0ub4dor&3-battery' } }),
  ]);
  const isRegistered = registered.status === 201;
  expect(imported.body.results[0].outcome).toBe(isRegistered ? 'skipped' : 'created');
  expect(imported.body.results[1].outcome).toBe('created');
  const { status } = await logIn(email, isRegistered ? 'Tr0ub4dor&3-battery' : 'abc');
  expect(status).toBe(200);
  expect((await accountRow({ email }))?.username).toBe(username);
});

it('a login to an account that is imported as deactivated is rejected', async () => {
  const email = freshEmail('closed');
  await importUsers([{ email, password_hash: ABC_HASH, is_active: false }]);
  expect((await logIn(email, 'abc')).status).toBe(401);
});
