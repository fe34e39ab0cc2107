/** scrypt hashes (RFC 7914) as PHC strings, `$scrypt$ln=15,r=8,p=3$salt$hash`. They are verified, never created. */
import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { HashScheme } from './hash-scheme.ts';
import { decodePhcBase64 } from './phc-base64.ts';

/** The maximum of N·r·p that workerd computes. */
const MAX_COST_PRODUCT = 2 ** 20;

export const SCRYPT: HashScheme = {
  prefix: '$scrypt$',
  importableHashes: 'scrypt as a PHC string with N·r·p of at most 2^20',
  isImportable: (hash) => parse(hash) !== null,
  verify(hash, password) {
    const parts = parse(hash);
    if (!parts) return false;
    const { n: N, r, p, salt, digest } = parts;
    // The default of `maxmem` is 32 MiB, which is too little for some of the permitted parameters.
    const maxmem = 128 * r * (N + p + 2);
    return timingSafeEqual(scryptSync(password, salt, digest.byteLength, { N, r, p, maxmem }), digest);
  },
};

interface Parts {
  n: number;
  r: number;
  p: number;
  salt: Buffer;
  digest: Buffer;
}

/** The parts of a hash. Null if the string is not a valid hash or its parameters exceed a maximum. */
function parse(hash: string): Parts | null {
  const pattern =
    /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d{0,6}),p=([1-9]\d{0,6})\$([A-Za-z0-9+/]{2,128})\$([A-Za-z0-9+/]{22,86})$/;
  const match = pattern.exec(hash);
  const [ln = 0, r = 0, p = 0] = match?.slice(1, 4).map(Number) ?? [];
  const [salt, digest] = match?.slice(4).map(decodePhcBase64) ?? [];
  // RFC 7914 section 2: N must be less than 2^(128·r/8).
  const isWithinLimits = 2 ** ln * r * p <= MAX_COST_PRODUCT && ln < 16 * r;
  return isWithinLimits && salt && digest ? { n: 2 ** ln, r, p, salt, digest } : null;
}
