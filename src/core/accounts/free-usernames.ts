/** Finds free user names for new accounts: a number is added to a user name that is taken. */
import { MAX_USERNAME_LENGTH } from '../../rules/accounts/username.ts';
import { findTakenNumberedNames } from '../../store/accounts/account-import.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The maximum number of numbered names that one statement looks up, for all requested names together. Each one needs an
 * index lookup. If all these numbers of a name are taken, the name gets a random number.
 */
const NUMBERS_LOOKED_UP = 200;
const MIN_NUMBERS_PER_NAME = 20;
/** The number of digits of the largest number. A random number has 32 bits. */
const MAX_NUMBER_DIGITS = 10;

/**
 * Returns a free user name for each requested name, in the same order. A concurrent request may still insert one of
 * these names first.
 * @param taken the requested names that are taken, in lower case
 */
export async function freeUsernames(
  { database }: Pick<Ctx, 'database'>,
  wanted: string[],
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const used = new Set(taken);
  const unchanged = wanted.map((name) => (addIfUnused(name, used) ? name : null));
  const refused = wanted.filter((_, at) => unchanged[at] === null);
  if (refused.length === 0) return wanted;
  const bases = [...new Set(refused.map(shortened))];
  const numbersPerName = Math.max(MIN_NUMBERS_PER_NAME, Math.floor(NUMBERS_LOOKED_UP / bases.length));
  const last = highestRepetition(refused) + numbersPerName;
  for (const name of await findTakenNumberedNames(database, bases, last)) used.add(name);
  return wanted.map((base, at) => unchanged[at] ?? numberedName(shortened(base), last, used));
}

/** Returns a name with a random number. It is very unlikely that another request uses the same name. */
export function randomUsername(wanted: string): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `${shortened(wanted)}${number}`;
}

/** Marks a name as used. Returns false if it was already used. */
function addIfUnused(name: string, used: Set<string>): boolean {
  if (used.has(name.toLowerCase())) return false;
  used.add(name.toLowerCase());
  return true;
}

function numberedName(base: string, last: number, used: Set<string>): string {
  for (let number = 2; number <= last; number += 1) {
    if (addIfUnused(`${base}${number}`, used)) return `${base}${number}`;
  }
  return randomUsername(base);
}

/** Shortens a name, so that a number fits after it. */
function shortened(name: string): string {
  return [...name].slice(0, MAX_USERNAME_LENGTH - MAX_NUMBER_DIGITS).join('');
}

/** Returns the number of occurrences of the most frequent name. */
function highestRepetition(names: string[]): number {
  const groups = Object.groupBy(names, (name) => name.toLowerCase());
  return Math.max(...Object.values(groups).map((group = []) => group.length));
}
