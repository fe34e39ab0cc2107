/** The rule that suggests plugs with similar names as duplicates. */
import { describe, expect, it } from 'vitest';
import { jaroWinkler } from '../../../../src/rules/plugs/duplicates/names/jaro-winkler.ts';
import {
  MAX_FULLY_COMPARED_PLUGS,
  type NamedPlug,
  similarPairs,
} from '../../../../src/rules/plugs/duplicates/names/similar-pairs.ts';
import { foldedLine } from '../../../../src/rules/plugs/folding.ts';

/** Plugs at one company, with the last word of each name as the last name. */
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

const isSimilar = (...names: string[]) => similarPairs(plugsAt('Acme', names)).pairs.length > 0;

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

  it('computes the similarity of long words', () => {
    expect(jaroWinkler('ab'.repeat(100), 'ba'.repeat(100))).toBeGreaterThan(0.5);
  });
});

describe('the rule for similar names', () => {
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
  ])('suggests %s and %s', (one, other) => {
    expect(isSimilar(one, other)).toBe(true);
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
  ])('does not suggest %s and %s', (one, other) => {
    expect(isSimilar(one, other)).toBe(false);
  });

  it('does not suggest an initial that can stand for several people', () => {
    expect(isSimilar('R. Smith', 'Robert Smith', 'Rachel Smith')).toBe(false);
  });

  it('compares only people at one company, and ignores the legal form of the company', () => {
    const at = (company: string) => plugsAt(company, ['Jonathan Smith'])[0] as NamedPlug;
    const other = (company: string) => ({ ...(plugsAt(company, ['Jonathn Smith'])[0] as NamedPlug), row: 1 });
    expect(similarPairs([at('Acme'), other('Acme GmbH')]).pairs).toEqual([[0, 1]]);
    expect(similarPairs([at('Acme'), other('Apex')]).pairs).toEqual([]);
    expect(similarPairs([at(''), other('')]).pairs).toEqual([]);
  });

  it('does not suggest plugs with the same name and company, which have an exact reason', () => {
    expect(isSimilar('Ada Lovelace', 'ada lovelace')).toBe(false);
  });

  it('reports a company that has too many plugs to compare all pairs', () => {
    const names = Array.from({ length: MAX_FULLY_COMPARED_PLUGS + 1 }, (_, at) => `Ada Person${at}`);
    expect(similarPairs(plugsAt('Acme', names)).isTruncated).toBe(true);
    expect(similarPairs(plugsAt('Acme', names.slice(1))).isTruncated).toBe(false);
  });

  it('compares 10,000 plugs at one company in less than 3 seconds of CPU time', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `Ada${at % 97} Person${at.toString(36)}`);
    const plugs = plugsAt('Acme', names);
    const before = process.cpuUsage();
    similarPairs(plugs);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3_000);
  });
});
