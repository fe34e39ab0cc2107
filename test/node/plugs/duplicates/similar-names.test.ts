/** The rule that suggests plugs with similar names at one company as duplicates. */
import { describe, expect, it } from 'vitest';
import { jaroWinkler } from '../../../../src/rules/plugs/duplicates/names/jaro-winkler.ts';
import {
  MAX_FULLY_COMPARED_PLUGS,
  type NamedPlug,
  similarPairs,
} from '../../../../src/rules/plugs/duplicates/names/similar-pairs.ts';
import { foldedLine } from '../../../../src/rules/plugs/folding.ts';

/** Plugs at one company. The last word of each name is the last name. */
function plugsAt(company: string, names: string[]): NamedPlug[] {
  return names.map((name, row) => {
    const words = name.split(' ');
    return {
      row,
      firstNameKey: foldedLine(words.slice(0, -1).join(' ')),
      lastNameKey: foldedLine(words.at(-1) ?? ''),
      companyKey: foldedLine(company),
    };
  });
}

/** True if the rule suggests at least one pair of these people at one company. */
const hasSimilarPair = (...names: string[]) => similarPairs(plugsAt('Acme', names)).pairs.length > 0;

describe('the Jaro-Winkler similarity', () => {
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['jones', 'johnson', 0.832],
    ['same', 'same', 1],
    ['abc', 'xyz', 0],
    ['', 'xyz', 0],
  ])('the similarity of %s and %s is %f', (one, other, expected) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(expected, 3);
    expect(jaroWinkler(other, one)).toBeCloseTo(expected, 3);
  });

  it('the similarity of two words of 200 alternating letters is more than 0.5', () => {
    expect(jaroWinkler('ab'.repeat(100), 'ba'.repeat(100))).toBeGreaterThan(0.5);
  });
});

describe('the rule for similar names', () => {
  it.each([
    [
      ['Robbie Ray', 'Robert Ray', 'Bob Ray'],
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [['Johnny Ray', 'John Ray', 'J Ray'], [[0, 1]]],
  ])('the rule suggests each of %j that is a short form of only one name', (names, expected) => {
    const pairs = similarPairs(plugsAt('Acme', names)).pairs.map((rows) => rows.toSorted());
    expect(pairs.toSorted()).toEqual(expected);
  });

  it.each([
    ['Jonathan Smith', 'Jonahtan Smith'],
    ['Jürgen Müller', 'Juergen Mueller'],
    ['Jean-Luc Picard', 'Jean Luc Picard'],
    ['Jean-Luc Picard', 'Jeanluc Picard'],
    ['Ada Lovelace', 'Lovelace Ada'],
    ['Dr. Ada Lovelace', 'Ada Lovellace'],
    ['Ada King Lovelace', 'Ada Lovelace'],
    ['Robert Smith', 'Bob Smith'],
    ['R. Smith', 'Robert Smith'],
  ])('the rule suggests %s and %s', (one, other) => {
    expect(hasSimilarPair(one, other)).toBe(true);
  });

  it.each([
    ['Jon Smith', 'Jan Smith'],
    ['Daniel Costa', 'Daniela Costa'],
    ['Maria Rossi', 'Mario Rossi'],
    ['Christian Roth', 'Christina Roth'],
    ['Robert Ford Jr.', 'Robert Ford Sr.'],
    ['Robert Ford', 'Robert Ford II'],
    ['John Paul Smith', 'John Peter Smith'],
    ['Elena Marin', 'Helena Marin'],
    ['Jan Peters', 'Jan Petersen'],
    ['Ada', 'Ada Lovelace'],
    ['Ada Robot12', 'Ada Robot21'],
  ])('the rule does not suggest %s and %s', (one, other) => {
    expect(hasSimilarPair(one, other)).toBe(false);
  });

  it('the rule does not suggest a pair with an initial that can stand for several people', () => {
    expect(hasSimilarPair('R. Smith', 'Robert Smith', 'Rachel Smith')).toBe(false);
  });

  it('the rule ignores the legal form of a company, and does not compare people at different companies or without a company', () => {
    const jonathanAt = (company: string) => plugsAt(company, ['Jonathan Smith'])[0] as NamedPlug;
    const jonathnAt = (company: string) => ({
      ...(plugsAt(company, ['Jonathn Smith'])[0] as NamedPlug),
      row: 1,
    });
    expect(similarPairs([jonathanAt('Acme'), jonathnAt('Acme GmbH')]).pairs).toEqual([[0, 1]]);
    expect(similarPairs([jonathanAt('Acme'), jonathnAt('Apex')]).pairs).toEqual([]);
    expect(similarPairs([jonathanAt(''), jonathnAt('')]).pairs).toEqual([]);
  });

  it('the rule does not suggest plugs with the same name and company, because they have an exact reason', () => {
    expect(hasSimilarPair('Ada Lovelace', 'ada lovelace')).toBe(false);
  });

  it('the rule reports whether a company has too many plugs to compare all pairs', () => {
    const names = Array.from({ length: MAX_FULLY_COMPARED_PLUGS + 1 }, (_, index) => `Ada Person${index}`);
    expect(similarPairs(plugsAt('Acme', names)).isTruncated).toBe(true);
    expect(similarPairs(plugsAt('Acme', names.slice(1))).isTruncated).toBe(false);
  });

  it('the rule compares 10,000 plugs at one company in less than 3 seconds of CPU time', () => {
    const names = Array.from(
      { length: 10_000 },
      (_, index) => `Ada${index % 97} Person${index.toString(36)}`,
    );
    const plugs = plugsAt('Acme', names);
    const cpuBefore = process.cpuUsage();
    similarPairs(plugs);
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(3_000);
  });
});
