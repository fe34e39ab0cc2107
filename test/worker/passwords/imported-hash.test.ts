/** Password hashes of other systems, checked with published examples and with hashes that the tests compute. */
import { pbkdf2Sync, scryptSync } from 'node:crypto';
import moduleWithoutSimd from 'argon2id/dist/no-simd.wasm';
import simdModule from 'argon2id/dist/simd.wasm';
import setupArgon2id from 'argon2id/lib/setup.js';
import { describe, expect, it } from 'vitest';
import { importedForm, isImportable, isImported } from '../../../src/crypto/imported-hash.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../../src/crypto/password-hash.ts';

const PEPPER = 'a pepper of some length';
const load = (module: WebAssembly.Module) => async (imports: WebAssembly.Imports) => ({
  module,
  instance: new WebAssembly.Instance(module, imports),
});
const argon2id = await setupArgon2id(load(simdModule), load(moduleWithoutSimd));

/** Verifies a password with a hash of another system, as after an import of the hash. */
const verify = (hash: string, password: string) => verifyPassword(importedForm(hash), password, PEPPER);
const unpaddedBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const bytes = (text: string) => new TextEncoder().encode(text);

/** The PHC string of an argon2id hash. `m` is the memory in KiB, `t` the passes, `p` the lanes. */
function argon2Phc(password: string, [m, t, p]: [number, number, number]): string {
  const salt = bytes('some salt');
  const cost = { memorySize: m, passes: t, parallelism: p, tagLength: 32 };
  const tag = argon2id({ password: bytes(password), salt, ...cost });
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${unpaddedBase64(salt)}$${unpaddedBase64(tag)}`;
}

function djangoHash(password: string, iterations: number): string {
  const digest = pbkdf2Sync(password, 'seasalt', iterations, 32, 'sha256').toString('base64');
  return `pbkdf2_sha256$${iterations}$seasalt$${digest}`;
}

/** The PHC string of a scrypt hash. `ln` is the base-2 logarithm of the cost N, `r` the block size, `p` the lanes. */
function scryptPhc(password: string, [ln, r, p]: [number, number, number]): string {
  const digest = scryptSync(password, 'NaCl', 32, { N: 2 ** ln, r, p, maxmem: 2 ** 28 });
  return `$scrypt$ln=${ln},r=${r},p=${p}$TmFDbA$${unpaddedBase64(digest)}`;
}

/**
 * Test vectors of Openwall's crypt_blowfish and jBCrypt. The vectors for passwords outside ASCII are from Debian's
 * libxcrypt.
 */
const BCRYPT_VECTORS = [
  ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['U*U*', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK'],
  ['U*U*U', '$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a'],
  ['U*U', '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['abc', '$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i'],
  ['abc', '$2a$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q'],
  ['pässwörd', '$2b$06$abcdefghijklmnopqrstuuZRpgtdvy8sTei59Ltc5pdsksVO.fDZe'],
  ['pässwörd', '$2y$12$abcdefghijklmnopqrstuuFQ4qz5T6c7V5dbv.2BRCmK7xCEgQ.wm'],
] as const;

/** The password and the salt are from Django's examples. The hash was computed with Python's hashlib. */
const DJANGO_HASHES = [
  'pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=',
  'pbkdf2_sha256$120000$seasalt$fsgWMpOXin7ZAmi4j+7XjKCZ4JCvxJTGiwwDrawRqSc=',
];

/** The test vectors of RFC 7914 section 12. */
const SCRYPT_VECTORS = [
  [
    'password',
    '$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA',
  ],
  [
    'pleaseletmein',
    '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw',
  ],
] as const;

describe('bcrypt', () => {
  it.each(BCRYPT_VECTORS)(
    'the password %j verifies with the bcrypt hash %s, and two similar passwords and an empty password do not',
    (password, hash) => {
      expect(isImportable(hash)).toBe(true);
      expect(verify(hash, password)).toBe(true);
      expect(verify(hash, `${password}x`)).toBe(false);
      expect(
        verify(hash, password.toUpperCase() === password ? password.toLowerCase() : password.toUpperCase()),
      ).toBe(false);
      expect(verify(hash, '')).toBe(false);
    },
  );

  it('bcrypt uses the first 72 bytes of a password', () => {
    const hash = '$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui';
    const password = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    expect(verify(hash, `${password}chars after 72 are ignored`)).toBe(true);
    expect(verify(hash, password)).toBe(true);
    expect(verify(hash, password.slice(0, -1))).toBe(false);
  });

  it('bcrypt accepts a salt in whose last character unused bits are set', () => {
    expect(verify('$2b$04$abcdefghijklmnopqrstuvCi15uRb1eH7NAlJ/TgeJertyknQpYn2', 'abc')).toBe(true);
  });

  it.each(['U*U\0', 'U*U\0U*U', '\0'])('bcrypt rejects a password with a NUL byte: %j', (password) => {
    expect(verify('$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', password)).toBe(false);
  });
});

describe("Django's PBKDF2", () => {
  it.each(DJANGO_HASHES)('a password verifies with the Django hash %s', { timeout: 30_000 }, (hash) => {
    expect(isImportable(hash)).toBe(true);
    expect(verify(hash, 'lètmein')).toBe(true);
  });

  it.each([1, 99_999, 100_000])(
    'a password verifies with a Django hash whose number of iterations is %i',
    (iterations) => {
      expect(verify(djangoHash('lètmein', iterations), 'lètmein')).toBe(true);
      expect(verify(djangoHash('lètmein', iterations), 'letmein')).toBe(false);
    },
  );

  it('a password verifies with a Django hash of more iterations than node:crypto allows on deployed Workers', {
    timeout: 30_000,
  }, () => {
    expect(verify(djangoHash('漢字🙂', 100_001), '漢字🙂')).toBe(true);
    expect(verify(djangoHash('x'.repeat(200), 100_001), 'x'.repeat(199))).toBe(false);
  });

  it('a Django hash with 1,500,000 iterations can be imported', () => {
    expect(isImportable('pbkdf2_sha256$1500000$seasalt$P4UiMPVduVWIL/oS1GzH+IofsccjJNM5hUTikBvi5to=')).toBe(
      true,
    );
  });
});

describe('scrypt', () => {
  it.each(SCRYPT_VECTORS)('the password %j verifies with the test vector of RFC 7914', (password, hash) => {
    expect(isImportable(hash)).toBe(true);
    expect(verify(hash, password)).toBe(true);
    expect(verify(hash, `${password} `)).toBe(false);
  });

  it.each<[number, number, number]>([
    [17, 8, 1],
    [15, 8, 3],
    [15, 1, 32],
    [1, 1, 2 ** 19],
    [16, 16, 1],
  ])(
    'a password verifies with a scrypt hash whose cost is at or near the maximum: ln=%i, r=%i, p=%i',
    { timeout: 30_000 },
    (...cost) => {
      expect(verify(scryptPhc('pässwörd', cost), 'pässwörd')).toBe(true);
      expect(verify(scryptPhc('pässwörd', cost), 'password')).toBe(false);
    },
  );
});

describe('argon2id of another system', () => {
  it.each([
    [256, 3, 2],
    [19_456, 2, 1],
    [65_536, 1, 4],
  ] as [number, number, number][])(
    'a password verifies with an argon2id hash of another system with m=%i, t=%i, p=%i',
    (...cost) => {
      const hash = argon2Phc('pässwörd', cost);
      expect(isImportable(hash)).toBe(true);
      expect(verify(hash, 'pässwörd')).toBe(true);
      expect(verify(hash, 'pässwörD')).toBe(false);
    },
  );

  it.each(['cafe\u0301', 'ﬁne'])(
    'the password %j verifies with an argon2id hash of its entered form and of its normalized form',
    (password) => {
      const normalized = password.normalize('NFKC');
      expect(normalized).not.toBe(password);
      expect(verify(argon2Phc(password, [64, 1, 1]), password)).toBe(true);
      expect(verify(argon2Phc(normalized, [64, 1, 1]), password)).toBe(true);
      expect(verify(argon2Phc(password, [64, 1, 1]), normalized)).toBe(false);
    },
  );
});

describe('an imported hash', () => {
  const hashes = [
    BCRYPT_VECTORS[0][1],
    DJANGO_HASHES[0] as string,
    SCRYPT_VECTORS[0][1],
    argon2Phc('x', [19_456, 2, 1]),
  ];

  it.each(hashes)(
    'an imported hash must be replaced at the next login, with and without a pepper: %s',
    (hash) => {
      expect(isImported(importedForm(hash))).toBe(true);
      expect(needsRehash(importedForm(hash), PEPPER)).toBe(true);
      expect(needsRehash(importedForm(hash), undefined)).toBe(true);
    },
  );

  it('a hash of this service is not treated as an imported hash and needs no replacement', () => {
    for (const pepper of [PEPPER, undefined]) {
      expect(isImported(hashPassword('x', pepper))).toBe(false);
      expect(needsRehash(hashPassword('x', pepper), pepper)).toBe(false);
    }
  });
});
