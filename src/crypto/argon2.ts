/** argon2id, RFC 9106, by one WebAssembly instance per isolate: an instance per call is never freed. */
import Argon2, { Argon2Type } from '@phi-ag/argon2';
import wasm from '@phi-ag/argon2/argon2.wasm';
import { decodePhcBase64 } from './phc-base64.ts';

export interface Argon2Parameters {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/** OWASP Password Storage Cheat Sheet, first choice. */
export const ARGON2_PARAMETERS: Argon2Parameters = { memoryKiB: 19_456, passes: 2, lanes: 1 };
/** What a hash brought along may ask for at most; more is refused before any work. */
const ARGON2_CEILING: Argon2Parameters = { memoryKiB: 65_536, passes: 10, lanes: 4 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

let shared: Argon2 | undefined;

/** A PHC string with a fresh salt. */
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

/** False for a wrong password, and for a string that is no argon2id PHC string within the ceiling. */
export function verifyArgon2(phc: string, password: string): boolean {
  return isSoundArgon2(phc) && engine().tryVerify(phc, utf8Sized(password), Argon2Type.Argon2id).success;
}

/** Whether this is an argon2id PHC string that RFC 9106 allows, within the ceiling; does no work. */
export function isSoundArgon2(phc: string): boolean {
  const asked = parametersOf(phc);
  return asked !== null && !exceeds(asked, ARGON2_CEILING) && asked.memoryKiB >= 8 * asked.lanes;
}

/** Whether a PHC string was made with the current parameters. Another hash is replaced at the next login. */
export function isCurrentArgon2(phc: string): boolean {
  const { memoryKiB, passes, lanes } = ARGON2_PARAMETERS;
  return phc.startsWith(`$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$`);
}

/**
 * The library hands the password's `length` to C as its size in bytes, which would leave out the end of every
 * password that is not ASCII. This stands in for the string with the size that its bytes have.
 */
function utf8Sized(password: string): string {
  const sized = { length: new TextEncoder().encode(password).byteLength, toString: () => password };
  return sized as unknown as string;
}

function engine(): Argon2 {
  shared ??= new Argon2(new WebAssembly.Instance(wasm));
  return shared;
}

function parametersOf(phc: string): Argon2Parameters | null {
  const pattern =
    /^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d{0,2}),p=([1-9]\d{0,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;
  const parts = pattern.exec(phc);
  if (!parts?.slice(4).every(decodePhcBase64)) return null;
  return { memoryKiB: Number(parts[1]), passes: Number(parts[2]), lanes: Number(parts[3]) };
}

function exceeds(asked: Argon2Parameters, ceiling: Argon2Parameters): boolean {
  return asked.memoryKiB > ceiling.memoryKiB || asked.passes > ceiling.passes || asked.lanes > ceiling.lanes;
}
