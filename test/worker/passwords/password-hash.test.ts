/** Password hashes, compared with another implementation of RFC 9106: the npm package `argon2id` of OpenPGP.js. */

import moduleWithoutSimd from 'argon2id/dist/no-simd.wasm';
import simdModule from 'argon2id/dist/simd.wasm';
import setupArgon2id from 'argon2id/lib/setup.js';
import { describe, expect, it } from 'vitest';
import { hashArgon2, verifyArgon2 } from '../../../src/crypto/argon2.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../../src/crypto/password-hash.ts';

const PEPPER = 'a pepper of some length';
const load = (module: WebAssembly.Module) => async (imports: WebAssembly.Imports) => ({
  module,
  instance: new WebAssembly.Instance(module, imports),
});
const otherArgon2id = await setupArgon2id(load(simdModule), load(moduleWithoutSimd));

/** The base64 encoding of PHC strings, which have no padding. */
function unpaddedBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

/** The PHC string of a hash by the other implementation. `m` is the memory in KiB, `t` the passes, `p` the lanes. */
function phcOfOtherImplementation(
  password: string,
  salt: Uint8Array,
  [m, t, p]: [number, number, number],
): string {
  const input = {
    password: new TextEncoder().encode(password),
    salt,
    memorySize: m,
    passes: t,
    parallelism: p,
  };
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${unpaddedBase64(salt)}$${unpaddedBase64(otherArgon2id({ ...input, tagLength: 32 }))}`;
}

describe('argon2id', () => {
  it('a hash equals the hash of the other implementation with the minimum parameters that OWASP recommends', () => {
    const phc = hashArgon2('correct horse');
    const salt = new Uint8Array(Buffer.from(phc.split('$')[4] ?? '', 'base64'));
    expect(salt).toHaveLength(16);
    expect(phc).toBe(phcOfOtherImplementation('correct horse', salt, [19_456, 2, 1]));
  });

  it.each(['password', 'pässwörd', '漢字🙂', 'NUL\u0000 inside', 'x'.repeat(1024)])(
    'the password %j verifies with a hash that the other implementation computed, and two similar passwords do not',
    (password) => {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const phc = phcOfOtherImplementation(password, salt, [256, 3, 2]);
      expect(verifyArgon2(phc, password)).toBe(true);
      expect(verifyArgon2(phc, `${password}x`)).toBe(false);
      expect(verifyArgon2(phc, password.slice(0, -1))).toBe(false);
    },
  );

  it('each hash has a new salt', () => {
    expect(hashArgon2('same')).not.toBe(hashArgon2('same'));
  });

  it.each(['$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAA', 'argon2id', ''])(
    'an invalid hash or a hash of another type does not verify: "%s"',
    (phc) => {
      expect(verifyArgon2(phc, 'password')).toBe(false);
    },
  );
});

describe('the maximum parameters of a hash', () => {
  const salt = new Uint8Array(16);

  it('a hash with 10 passes and 4 lanes verifies', () => {
    const phc = phcOfOtherImplementation('password', salt, [256, 10, 4]);
    expect(verifyArgon2(phc, 'password')).toBe(true);
  });

  it.each<[number, number, number]>([
    [65_537, 1, 1],
    [256, 11, 1],
    [256, 1, 5],
  ])('a hash of the correct password with m=%i, t=%i and p=%i does not verify', (...parameters) => {
    const phc = phcOfOtherImplementation('password', salt, parameters);
    expect(verifyArgon2(phc, 'password')).toBe(false);
  });
});

describe('a stored password', () => {
  it.each([undefined, PEPPER])(
    'with the pepper %j, the same password verifies, a password in another letter case does not, and no rehash is needed',
    (pepper) => {
      const stored = hashPassword('pass word', pepper);
      expect(verifyPassword(stored, 'pass word', pepper)).toBe(true);
      expect(verifyPassword(stored, 'pass Word', pepper)).toBe(false);
      expect(needsRehash(stored, pepper)).toBe(false);
    },
  );

  it('a stored password verifies in another Unicode form that NFKC makes equal', () => {
    expect(verifyPassword(hashPassword('caf\u00e9 ﬁne', PEPPER), 'cafe\u0301 fine', PEPPER)).toBe(true);
  });

  it('a stored password does not verify with another pepper or without the pepper', () => {
    expect(verifyPassword(hashPassword('pass', PEPPER), 'pass', 'another pepper!!!')).toBe(false);
    expect(verifyPassword(hashPassword('pass', PEPPER), 'pass', undefined)).toBe(false);
  });

  it('a stored password that was hashed without the pepper still verifies, and must be hashed again', () => {
    const stored = hashPassword('pass', undefined);
    expect(verifyPassword(stored, 'pass', PEPPER)).toBe(true);
    expect(needsRehash(stored, PEPPER)).toBe(true);
  });
});
