/** Finds free user names for new accounts: a user name that is taken gets a number. */
import { MAX_USERNAME_LENGTH } from '../../rules/accounts/username.ts';
import { findTakenNumberedNames } from '../../store/accounts/account-import.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The maximum of numbers that one statement looks up, for all wanted names together. Each costs an index lookup. If all
 * numbers of a name are taken, the name gets a random one.
 */
const NUMBERS_LOOKED_UP = 200;
const MIN_NUMBERS_PER_NAME = 20;
/** Digits of the largest number: a random one has 32 bits. */
const MAX_NUMBER_DIGITS = 10;

/**
 * Returns a free user name for each wanted one, in their order. A concurrent request may still take one of them.
 * @param taken the wanted names that are taken, in lower case
 */
export async function freeUsernames(
  { database }: Pick<Ctx, 'database'>,
  wanted: string[],
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const used = new Set(taken);
  const unchanged = wanted.map((name) => (claim(name, used) ? name : null));
  const refused = wanted.filter((_, at) => unchanged[at] === null);
  if (refused.length === 0) return wanted;
  const bases = [...new Set(refused.map(shortened))];
  const numbersPerName = Math.max(MIN_NUMBERS_PER_NAME, Math.floor(NUMBERS_LOOKED_UP / bases.length));
  const last = mostRepeated(refused) + numbersPerName;
  for (const name of await findTakenNumberedNames(database, bases, last)) used.add(name);
  return wanted.map((base, at) => unchanged[at] ?? numberedName(shortened(base), last, used));
}

/** A name with a random number. No other request takes it. */
export function randomUsername(wanted: string): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `${shortened(wanted)}${number}`;
}

/** Marks a name as used. Returns false when it already was. */
function claim(name: string, used: Set<string>): boolean {
  if (used.has(name.toLowerCase())) return false;
  used.add(name.toLowerCase());
  return true;
}

function numberedName(base: string, last: number, used: Set<string>): string {
  for (let number = 2; number <= last; number += 1) {
    if (claim(`${base}${number}`, used)) return `${base}${number}`;
  }
  return randomUsername(base);
}

/** The part of a name that leaves space for a number. */
function shortened(name: string): string {
  return [...name].slice(0, MAX_USERNAME_LENGTH - MAX_NUMBER_DIGITS).join('');
}

/** How often the most frequent name occurs. */
function mostRepeated(names: string[]): number {
  const groups = Object.groupBy(names, (name) => name.toLowerCase());
  return Math.max(...Object.values(groups).map((group = []) => group.length));
}
