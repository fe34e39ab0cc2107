/** argon2id (RFC 9106) with one WebAssembly instance per isolate, because the memory of an instance is never freed. */
import Argon2, { Argon2Type } from '@phi-ag/argon2';
import wasm from '@phi-ag/argon2/argon2.wasm';
import { decodePhcBase64 } from './phc-base64.ts';

interface Argon2Parameters {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/** The minimum argon2id parameters of the OWASP Password Storage Cheat Sheet. */
const ARGON2_PARAMETERS: Argon2Parameters = { memoryKiB: 19_456, passes: 2, lanes: 1 };
/** The maximum parameters of imported hashes. A hash with higher parameters is rejected before any computation. */
const MAX_ARGON2_PARAMETERS: Argon2Parameters = { memoryKiB: 65_536, passes: 10, lanes: 4 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

let instance: Argon2 | undefined;

/** Hashes a password with a random salt. Returns a PHC string. */
export function hashArgon2(password: string): string {
  const { memoryKiB, passes, lanes } = ARGON2_PARAMETERS;
  return engine().hash(utf8Sized(password), {
    salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
    hashLength: HASH_BYTES,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    type: Argon2Type.Argon2id,
  }).encoded;
}

/**
 * Whether the password matches the hash. False, without computing a hash, for a string that `isValidArgon2` rejects.
 */
export function verifyArgon2(phc: string, password: string): boolean {
  return isValidArgon2(phc) && engine().tryVerify(phc, utf8Sized(password), Argon2Type.Argon2id).success;
}

/**
 * Whether the string is an argon2id PHC string of version 19 with a salt of 8 to 64 bytes, a digest of 12 to 64 bytes,
 * and parameters that RFC 9106 allows and that are within the maximum. Computes no hash.
 */
export function isValidArgon2(phc: string): boolean {
  const parameters = parametersOf(phc);
  if (parameters === null || exceeds(parameters, MAX_ARGON2_PARAMETERS)) return false;
  return parameters.memoryKiB >= 8 * parameters.lanes;
}

/** Whether a PHC string has the current parameters. If not, the next sign-in with the password replaces the hash. */
export function isCurrentArgon2(phc: string): boolean {
  const { memoryKiB, passes, lanes } = ARGON2_PARAMETERS;
  return phc.startsWith(`$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$`);
}

/**
 * Returns an object that replaces the string of a password and whose `length` is the number of UTF-8 bytes. The library
 * passes `length` to C as the size in bytes, so a string that is not ASCII would be cut at the end.
 */
function utf8Sized(password: string): string {
  const sized = { length: new TextEncoder().encode(password).byteLength, toString: () => password };
  return sized as unknown as string;
}

function engine(): Argon2 {
  instance ??= new Argon2(new WebAssembly.Instance(wasm));
  return instance;
}

function parametersOf(phc: string): Argon2Parameters | null {
  const pattern =
    /^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d{0,2}),p=([1-9]\d{0,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;
  const parts = pattern.exec(phc);
  if (!parts?.slice(4).every(decodePhcBase64)) return null;
  return { memoryKiB: Number(parts[1]), passes: Number(parts[2]), lanes: Number(parts[3]) };
}

function exceeds(parameters: Argon2Parameters, max: Argon2Parameters): boolean {
  return (
    parameters.memoryKiB > max.memoryKiB || parameters.passes > max.passes || parameters.lanes > max.lanes
  );
}
