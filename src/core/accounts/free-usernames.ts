/** Finds free user names for new and restored accounts: a number is added to a user name that is taken. */
import { MAX_USERNAME_LENGTH } from '../../rules/accounts/username.ts';
import { findTakenNumberedNames } from '../../store/accounts/account-import.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The approximate number of numbered names that one statement looks up, divided between the names that are taken. Each
 * numbered name needs an index look-up. If no numbered name that is looked up is free, the name gets a random number.
 */
const NUMBERED_NAMES_LOOKED_UP = 200;
/**
 * The minimum number of numbers that are looked up for each name, even if `NUMBERED_NAMES_LOOKED_UP` is then exceeded.
 */
const MIN_NUMBERS_PER_NAME = 20;
/** The number of digits of the largest number. A random number has 32 bits. */
const MAX_NUMBER_DIGITS = 10;

/**
 * Returns a free user name for each requested name, in the same order. The returned names differ from each other, but a
 * name with a random number is not compared with other names. A concurrent request may still insert one of these names
 * first.
 * @param taken the requested names that an account already has, in lower case
 * @throws AppError `UNAVAILABLE`
 */
export async function findFreeUsernames(
  { database }: Pick<Ctx, 'database'>,
  wanted: string[],
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const used = new Set(taken);
  const unchanged = wanted.map((name) => (addIfUnused(name, used) ? name : null));
  const namesToNumber = wanted.filter((_, at) => unchanged[at] === null);
  if (namesToNumber.length === 0) return wanted;
  const bases = [...new Set(namesToNumber.map(shortened))];
  const numbersPerName = Math.max(MIN_NUMBERS_PER_NAME, Math.floor(NUMBERED_NAMES_LOOKED_UP / bases.length));
  const lastNumber = highestRepetition(namesToNumber) + numbersPerName;
  for (const name of await findTakenNumberedNames(database, bases, lastNumber)) used.add(name);
  return wanted.map((name, at) => unchanged[at] ?? numberedName(shortened(name), lastNumber, used));
}

/** Returns a name with a random number. It is very unlikely that the name is taken. */
export function randomUsername(wanted: string): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `${shortened(wanted)}${number}`;
}

/** Adds a name to the used names. Returns false if the set already contained the name. */
function addIfUnused(name: string, used: Set<string>): boolean {
  if (used.has(name.toLowerCase())) return false;
  used.add(name.toLowerCase());
  return true;
}

/**
 * Returns the name with the lowest unused number from 2 to `lastNumber`, and adds this name to the used names. If all
 * these numbers are used, the name gets a random number and is not added.
 */
function numberedName(base: string, lastNumber: number, used: Set<string>): string {
  for (let number = 2; number <= lastNumber; number += 1) {
    if (addIfUnused(`${base}${number}`, used)) return `${base}${number}`;
  }
  return randomUsername(base);
}

/** Shortens a name, so that a number fits after it. */
function shortened(name: string): string {
  return [...name].slice(0, MAX_USERNAME_LENGTH - MAX_NUMBER_DIGITS).join('');
}

/** Returns the number of occurrences of the most frequent name. The comparison ignores letter case. */
function highestRepetition(names: string[]): number {
  const groups = Object.groupBy(names, (name) => name.toLowerCase());
  return Math.max(...Object.values(groups).map((group = []) => group.length));
}
