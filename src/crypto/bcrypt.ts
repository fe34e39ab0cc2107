/** Verifies bcrypt hashes of other systems (`$2a$`, `$2b$`, `$2y$`). This service creates no such hashes. */
import { hashSync } from 'bcryptjs';
import { equalSecrets } from './compare.ts';
import type { HashScheme } from './hash-scheme.ts';

/** Cost 4 to 12 (cost 12 takes 250 ms). The last character encodes four bits of the digest. */
const PATTERN = /^\$2[aby]\$(?:0[4-9]|1[0-2])\$[./A-Za-z0-9]{52}[.CGKOSWaeimquy26]$/;
/** The length of the prefix, the cost and the salt. */
const SETTING_LENGTH = 29;

/** bcrypt uses only the first 72 bytes of a password. The other system did the same when it created the hash. */
export const BCRYPT: HashScheme = {
  prefix: '$2',
  importableHashes: 'bcrypt $2a$, $2b$ or $2y$ of cost 4 to 12',
  isImportable: (hash) => PATTERN.test(hash),
  verify(hash, password) {
    // Some C implementations end the password at a NUL byte and others do not. The result would be ambiguous.
    if (!PATTERN.test(hash) || password.includes('\0')) return false;
    // The library returns the prefix, cost and salt in their canonical spelling, so only the text after them is
    // compared.
    const computed = hashSync(password, hash.slice(0, SETTING_LENGTH));
    return equalSecrets(computed.slice(SETTING_LENGTH), hash.slice(SETTING_LENGTH));
  },
};
