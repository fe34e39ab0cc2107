/** User names for many new accounts at once: a name that is taken gets a number. */
import { findTakenNumberedNames } from '../../store/accounts/account-import.ts';
import type { Ctx } from '../request/context.ts';

/** Namesakes beyond the rows' own that are looked for; a name more crowded than that gets a large number. */
const NAMESAKES = 20;

/** A free name for each wish, in their order, of which `taken` (in lower case) are taken. A race may take one after all. */
export async function freeUsernames(
  { database }: Pick<Ctx, 'database'>,
  wishes: string[],
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const used = new Set(taken);
  const given = wishes.map((wish) => (claim(wish, used) ? wish : null));
  const crowded = wishes.filter((_, at) => given[at] === null);
  if (crowded.length === 0) return wishes;
  const last = mostWishes(crowded) + NAMESAKES;
  const numbered = await findTakenNumberedNames(database, [...new Set(crowded)], last);
  for (const name of numbered) used.add(name);
  return wishes.map((wish, at) => given[at] ?? numberedName(wish, last, used));
}

function claim(name: string, used: Set<string>): boolean {
  if (used.has(name.toLowerCase())) return false;
  used.add(name.toLowerCase());
  return true;
}

function numberedName(base: string, last: number, used: Set<string>): string {
  for (let number = 2; number <= last; number += 1) {
    if (claim(`${base}${number}`, used)) return `${base}${number}`;
  }
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `${base}${number}`;
}

function mostWishes(wishes: string[]): number {
  const groups = Object.groupBy(wishes, (wish) => wish.toLowerCase());
  return Math.max(...Object.values(groups).map((group = []) => group.length));
}
