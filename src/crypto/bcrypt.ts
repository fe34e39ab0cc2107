/** bcrypt as other systems kept it (`$2a$`, `$2b$`, `$2y$`): verified, never made. */
import { hashSync } from 'bcryptjs';
import { equalSecrets } from './compare.ts';
import type { HashScheme } from './hash-scheme.ts';

/** Cost 4 to 12 (12 takes a quarter of a second); the last character carries four bits of the digest. */
const PATTERN = /^\$2[aby]\$(?:0[4-9]|1[0-2])\$[./A-Za-z0-9]{52}[.CGKOSWaeimquy26]$/;
const SETTING_LENGTH = 29;

/** Passwords end at 72 bytes, as they did where the hash was made. */
export const BCRYPT: HashScheme = {
  prefix: '$2',
  accepted: 'bcrypt $2a$, $2b$ or $2y$ of cost 4 to 12',
  accepts: (hash) => PATTERN.test(hash),
  verify(hash, password) {
    // In C a NUL ends the password, and to the algorithm it begins it anew: no old system can have meant it.
    if (!PATTERN.test(hash) || password.includes('\0')) return false;
    // The setting comes back in its canonical spelling, so only what follows it is compared.
    const computed = hashSync(password, hash.slice(0, SETTING_LENGTH));
    return equalSecrets(computed.slice(SETTING_LENGTH), hash.slice(SETTING_LENGTH));
  },
};
