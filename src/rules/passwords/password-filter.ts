/**
 * A Bloom filter of common passwords. The build writes the filter and the worker reads it, so both use the functions of
 * this file. A text that was added is always found. Another text is found by mistake with a probability of about 4 in
 * 100,000. Pure.
 */
import { trimSigns } from '../trim-signs.ts';

/** A power of two: 2^20 bits are 128 KiB, about 21 bits for each of 49,000 passwords. */
const FILTER_BITS = 2 ** 20;
/** The optimal number of hash functions for 21 bits per password: 21 times the natural logarithm of 2, rounded down. */
const HASH_COUNT = 14;

/** The size of a filter in bytes. */
export const FILTER_BYTES = FILTER_BITS / 8;

/** Builds the filter of the given passwords. */
export function buildPasswordFilter(passwords: Iterable<string>): Uint8Array {
  const filter = new Uint8Array(FILTER_BYTES);
  for (const password of passwords) {
    for (const bit of bitsOf(folded(password))) filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return filter;
}

/**
 * Whether a password is common. The letter case is ignored. Characters at both ends that are neither letters nor digits
 * are also ignored, because `Password1!` is as easy to guess as `password1`.
 */
export function isCommonPassword(filter: Uint8Array, password: string): boolean {
  const whole = folded(password);
  const core = trimSigns(whole);
  return contains(filter, whole) || (core !== '' && contains(filter, core));
}

function folded(password: string): string {
  return password.normalize('NFKC').trim().toLowerCase();
}

function contains(filter: Uint8Array, text: string): boolean {
  return bitsOf(text).every((bit) => ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0);
}

/**
 * The positions of the bits of a text in the filter, by double hashing (Kirsch and Mitzenmacher, "Less Hashing, Same
 * Performance").
 */
function bitsOf(text: string): number[] {
  const first = hash(text, 0x9e3779b9);
  // The step is odd. Repeated odd steps visit every bit of a filter whose size is a power of two.
  const step = hash(text, 0x85ebca6b) | 1;
  return Array.from({ length: HASH_COUNT }, (_, at) => (first + Math.imul(at, step)) & (FILTER_BITS - 1));
}

/** FNV-1a over the UTF-16 code units, mixed with the last step of MurmurHash3. Collision resistance is not needed. */
function hash(text: string, seed: number): number {
  let state = seed;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
