/** Hashes that cannot be imported because they are invalid, of an unsupported type or too expensive to verify. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeImportableHashes, importedForm, isImportable } from '../../../src/crypto/imported-hash.ts';
import { verifyPassword } from '../../../src/crypto/password-hash.ts';

const PEPPER = 'a pepper of some length';
/** The salt and the hash of a bcrypt string. */
const BCRYPT_TAIL = 'CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';
const PBKDF2_HASH = 'P4UiMPVduVWIL/oS1GzH+IofsccjJNM5hUTikBvi5to=';
const SALT_AND_HASH = 'c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA';
const NOT_IMPORTABLE_HASHES = [
  ...['$2a$13', '$2b$31', '$2y$99', '$2a$03', '$2x$05', '$2$05', '$2b$5', '$2b$+5'].map(
    (start) => `${start}$${BCRYPT_TAIL}`,
  ),
  `$2b$05$${BCRYPT_TAIL}A`,
  `$2b$05$${BCRYPT_TAIL.slice(1)}`,
  `$2b$05$${BCRYPT_TAIL.slice(0, -1)}X`,
  `$2b$05$${BCRYPT_TAIL.replace('E', '=')}`,
  `$2b$05$${BCRYPT_TAIL}\n`,
  ...['1500001', '9999999', '99999999999999', '0', '-1', '01000', '1e3', ''].map(
    (count) => `pbkdf2_sha256$${count}$seasalt$${PBKDF2_HASH}`,
  ),
  `pbkdf2_sha256$1000$$${PBKDF2_HASH}`,
  `pbkdf2_sha256$1000$${'s'.repeat(129)}$${PBKDF2_HASH}`,
  `pbkdf2_sha256$1000$seasalt$${PBKDF2_HASH.slice(0, -1)}`,
  `pbkdf2_sha256$1000$seasalt$${PBKDF2_HASH}$`,
  `pbkdf2_sha1$1000$seasalt$${PBKDF2_HASH}`,
  ...[
    'ln=17,r=8,p=2',
    'ln=18,r=8,p=1',
    'ln=20,r=1,p=1',
    'ln=16,r=1,p=1',
    'ln=15,r=8,p=5',
    'ln=1,r=1,p=524289',
  ].map((cost) => `$scrypt$${cost}$${SALT_AND_HASH}`),
  ...['ln=0,r=8,p=1', 'ln=99,r=8,p=1', 'ln=10,r=0,p=1', 'ln=10,r=8,p=0', 'r=8,ln=10,p=1', 'ln=10,r=8'].map(
    (cost) => `$scrypt$${cost}$${SALT_AND_HASH}`,
  ),
  '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAB',
  '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$AAAA',
  ...[
    'm=65537,t=2,p=1',
    'm=4294967295,t=1,p=1',
    'm=19456,t=11,p=1',
    'm=19456,t=2,p=5',
    'm=19456,t=0,p=1',
  ].map((cost) => `$argon2id$v=19$${cost}$${SALT_AND_HASH}`),
  ...['m=8,t=1,p=2', 'm=019456,t=2,p=1', 'm=19456,p=1,t=2', 'm=19456,t=2,p=0'].map(
    (cost) => `$argon2id$v=19$${cost}$${SALT_AND_HASH}`,
  ),
  `$argon2id$v=16$m=19456,t=2,p=1$${SALT_AND_HASH}`,
  `$argon2id$m=19456,t=2,p=1$${SALT_AND_HASH}`,
  `$argon2i$v=19$m=19456,t=2,p=1$${SALT_AND_HASH}`,
  `imported:$argon2id$v=19$m=19456,t=2,p=1$${SALT_AND_HASH}`,
  `hmac-sha256:$argon2id$v=19$m=19456,t=2,p=1$${SALT_AND_HASH}`,
  '!unusable',
  '5f4dcc3b5aa765d61d8327deb882cf99',
  '$2',
  '$scrypt$',
  '$argon2id$',
  'pbkdf2_sha256$',
  '',
];

/** Valid hashes, each with its password. */
const VALID_HASHES = [
  ['U*U', `$2a$05$${BCRYPT_TAIL}`],
  ['lètmein', 'pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY='],
  ['pässwörd', '$2b$06$abcdefghijklmnopqrstuuZRpgtdvy8sTei59Ltc5pdsksVO.fDZe'],
] as const;

describe('a hash that cannot be imported', () => {
  it.each(NOT_IMPORTABLE_HASHES)(
    'the hash %j cannot be imported, and the password "password" does not verify with it',
    (hash) => {
      expect(isImportable(hash)).toBe(false);
      expect(verifyPassword(hash, 'password', undefined)).toBe(false);
      expect(verifyPassword(hash, 'password', PEPPER)).toBe(false);
    },
  );

  it.each(NOT_IMPORTABLE_HASHES.filter((hash) => hash.length > 30))(
    'the error message names a supported type and does not contain the end of the rejected hash: %j',
    (hash) => {
      expect(describeImportableHashes(hash)).toMatch(/bcrypt|argon2id|scrypt|pbkdf2_sha256/);
      expect(describeImportableHashes(hash)).not.toContain(hash.slice(-12));
    },
  );

  it('a random password does not verify with a random text that is stored as a hash, and no error is thrown', () => {
    const start = fc.constantFrom(
      ...[
        '',
        '$2b$04$',
        '$2a$12$',
        'pbkdf2_sha256$1000$',
        '$scrypt$ln=4,r=1,p=1$',
        '$argon2id$v=19$m=64,t=1,p=1$',
      ],
      ...['imported:', 'hmac-sha256:', 'imported:$2b$04$', 'imported:$argon2id$v=19$m=64,t=1,p=1$'],
    );
    const letters = fc.stringMatching(/^[A-Za-z0-9+/$.=]{0,90}$/);
    const end = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), letters);
    const hash = fc.tuple(start, end).map((parts) => parts.join(''));
    fc.assert(
      fc.property(hash, fc.string({ unit: 'binary' }), (stored, password) => {
        expect(verifyPassword(stored, password, undefined)).toBe(false);
        expect(verifyPassword(importedForm(stored), password, PEPPER)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(VALID_HASHES)(
    'a hash of the password %j that is truncated at any position cannot be imported and does not verify',
    (password, hash) => {
      expect(verifyPassword(hash, password, undefined)).toBe(true);
      for (let end = 0; end < hash.length; end += 1) {
        expect(isImportable(hash.slice(0, end))).toBe(false);
        expect(verifyPassword(hash.slice(0, end), password, undefined)).toBe(false);
      }
    },
  );

  it('a Django hash with one changed character does not verify', () => {
    const [password, hash] = VALID_HASHES[1];
    const change = fc.tuple(fc.nat(hash.length - 2), fc.string({ minLength: 1, maxLength: 1 }));
    fc.assert(
      fc.property(change, ([position, character]) => {
        fc.pre(hash[position] !== character);
        const changed = hash.slice(0, position) + character + hash.slice(position + 1);
        expect(verifyPassword(changed, password, undefined)).toBe(false);
      }),
    );
  });
});
