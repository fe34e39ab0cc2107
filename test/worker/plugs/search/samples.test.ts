/** A search finds the sample people by their names, companies and numbers. */
import { beforeAll, expect, it } from 'vitest';
import { digitsOf } from '../../../../src/rules/plugs/phone-number.ts';
import { call } from '../../support/client.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';
import { SAMPLE_PEOPLE, type SamplePerson } from './sample-people.ts';

/** A word in a script in which combining marks are accents, so that the word is also found without the marks. */
const ALPHABETIC =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]+$/u;

let owner: PlugOwner;
const ids: string[] = [];
beforeAll(async () => {
  owner = await newPlugOwner();
  for (const [first_name, last_name, company, primary_number, secondary_number] of SAMPLE_PEOPLE) {
    const body = {
      first_name,
      last_name,
      company,
      primary_number,
      secondary_number,
      allow_partial_name: true,
    };
    const created = await call('/plugs/', { token: owner.token, body });
    expect([first_name, created.status]).toEqual([first_name, 201]);
    ids.push(created.body.id);
  }
});

it.each(SAMPLE_PEOPLE.map((person, at) => [person[0], person, at] as const))(
  'a search finds %s by the names, the company and the numbers',
  async (_, person, at) => {
    for (const typed of queriesFor(person)) {
      const { status, body } = await owner.search(typed);
      expect([typed, status]).toEqual([typed, 200]);
      const found = body.items.map(({ id }: { id: string }) => id);
      expect([typed, found]).toEqual([typed, expect.arrayContaining([ids[at]])]);
    }
  },
);

/**
 * The queries that must find a person: each word of at least two characters, each alphabetic word in capitals without
 * accents, all words in the order company, last name, first name, and each number with and without punctuation.
 */
function queriesFor([first, last, company, ...numbers]: SamplePerson): string[] {
  const names = [first, last, company].filter((each) => each !== null);
  const words = names.flatMap((name) => name.split(' ')).filter((word) => word.length > 1);
  const alphabetic = words.filter((word) => ALPHABETIC.test(word));
  const unaccented = alphabetic.map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase());
  const typedNumbers = numbers.flatMap((number) => (number ? [number, digitsOf(number)] : []));
  return [...words, ...unaccented, names.toReversed().join(' '), ...typedNumbers];
}
