/** Finds plugs with similar names at one company. Pure. */
import { withoutLegalForm } from '../../contact-line/legal-forms.ts';
import { type ComparedName, comparedName } from './compared-name.ts';
import { lettersOfNames } from './letters.ts';
import { isNicknameOf } from './nicknames.ts';
import { compareNames } from './similar-name.ts';

/** A plug with its folded names and its folded company. */
export interface NamedPlug {
  row: number;
  firstNameKey: string;
  lastNameKey: string;
  companyKey: string;
}

export interface SimilarPairs {
  /** The row numbers of the plugs of each pair. */
  pairs: [number, number][];
  /** Whether a company has more than `MAX_FULLY_COMPARED_PLUGS` plugs, so that not all of its pairs were compared. */
  isTruncated: boolean;
}

/**
 * The plugs of a company are sorted by name. Each plug is compared with the next plugs in this order, at most this
 * number minus one. All pairs are compared if a company has at most this number of plugs.
 */
export const MAX_FULLY_COMPARED_PLUGS = 500;

interface Person {
  plug: NamedPlug;
  name: ComparedName;
}

/**
 * Returns the pairs of plugs with similar names at one company. A legal form at the end of a company is ignored. Plugs
 * without a company are not compared. A pair with equal names and equal companies is not included, because the keys of
 * `reasonKeys` find it. A pair in which one first given name is an initial or a short form is included only if this
 * form can stand for only one name at the company.
 */
export function similarPairs(plugs: readonly NamedPlug[]): SimilarPairs {
  const companies = Map.groupBy(plugs, ({ companyKey }) => withoutLegalForm(companyKey));
  companies.delete('');
  const pairs: [number, number][] = [];
  let isTruncated = false;
  for (const members of companies.values()) {
    if (members.length < 2) continue;
    pairs.push(...pairsOfCompany(members));
    isTruncated ||= members.length > MAX_FULLY_COMPARED_PLUGS;
  }
  return { pairs, isTruncated };
}

function pairsOfCompany(members: NamedPlug[]): [number, number][] {
  const people = members
    .map((plug): Person => ({ plug, name: comparedName(plug.firstNameKey, plug.lastNameKey) }))
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  const letters = lettersOfNames(people.map(({ name }) => name));
  const pairs: [number, number][] = [];
  const pairsWithShortName: [Person, Person][] = [];
  for (const [at, one] of people.entries()) {
    const end = Math.min(people.length, at + MAX_FULLY_COMPARED_PLUGS);
    for (let place = at + 1; place < end; place += 1) {
      if (!letters.canMatch(at, place)) continue;
      const other = people[place] as Person;
      if (isEqual(one.plug, other.plug)) continue;
      const match = compareNames(one.name, other.name);
      if (match === 'spelling') pairs.push([one.plug.row, other.plug.row]);
      if (match === 'short') pairsWithShortName.push([one, other]);
    }
  }
  return [...pairs, ...unambiguousPairs(pairsWithShortName)];
}

/** Returns the pairs in which the short form or the initial can stand for only one name at the company. */
function unambiguousPairs(pairs: [Person, Person][]): [number, number][] {
  const possibleNames = new Map<Person, Set<string>>();
  const sorted = pairs.map(([one, other]): [Person, Person] =>
    isShort(one, other) ? [one, other] : [other, one],
  );
  for (const [short, full] of sorted) addTo(possibleNames, short, givenName(full));
  return pairs
    .filter((_, at) => possibleNames.get(sorted[at]?.[0] as Person)?.size === 1)
    .map(([one, other]) => [one.plug.row, other.plug.row]);
}

/** Whether the first of two people has the short form or the initial of the given name of the other. */
function isShort(one: Person, other: Person): boolean {
  const [name = '', otherName = ''] = [one.name.given[0], other.name.given[0]];
  if (isNicknameOf(name, otherName)) return true;
  return !isNicknameOf(otherName, name) && givenName(one).length < givenName(other).length;
}

function addTo(possibleNames: Map<Person, Set<string>>, person: Person, given: string): void {
  possibleNames.set(person, (possibleNames.get(person) ?? new Set()).add(given));
}

function givenName({ name }: Person): string {
  return name.given.join(' ');
}

function sortKey({ plug }: Person): string {
  return `${plug.lastNameKey} ${plug.firstNameKey}`;
}

function isEqual(one: NamedPlug, other: NamedPlug): boolean {
  return (['firstNameKey', 'lastNameKey', 'companyKey'] as const).every((key) => one[key] === other[key]);
}
