/** Verifies hashes of Django: `pbkdf2_sha256$iterations$salt$hash`. This service creates no such hashes. */
import { pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { HashScheme } from './hash-scheme.ts';

/**
 * The maximum number of iterations for `node:crypto`. Deployed Workers reject a higher number, but the local workerd
 * does not (workerd#1346). A hash with more iterations is computed in JavaScript.
 */
const MAX_NATIVE_ITERATIONS = 100_000;
const MAX_ITERATIONS = 1_500_000;
const HASH_BYTES = 32;

export const DJANGO_PBKDF2: HashScheme = {
  prefix: 'pbkdf2_sha256$',
  importableHashes: 'pbkdf2_sha256 of at most 1,500,000 iterations',
  isImportable: (hash) => parse(hash) !== null,
  verify(hash, password) {
    const parts = parse(hash);
    return parts !== null && timingSafeEqual(derivedHash(password, parts), parts.digest);
  },
};

interface Parts {
  iterations: number;
  salt: string;
  digest: Buffer;
}

function parse(hash: string): Parts | null {
  const parts =
    /^pbkdf2_sha256\$([1-9]\d{0,6})\$([!-#%-~]{1,128})\$([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/.exec(hash);
  const [, iterations = '', salt = '', digest = ''] = parts ?? [];
  if (!parts || Number(iterations) > MAX_ITERATIONS) return null;
  return { iterations: Number(iterations), salt, digest: Buffer.from(digest, 'base64') };
}

function derivedHash(password: string, { iterations, salt }: Parts): Uint8Array {
  if (iterations <= MAX_NATIVE_ITERATIONS)
    return pbkdf2Sync(password, salt, iterations, HASH_BYTES, 'sha256');
  return pbkdf2(sha256, password, salt, { c: iterations, dkLen: HASH_BYTES });
}
