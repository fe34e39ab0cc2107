/** A search finds the people of the sample messages by each word of their names, and by the digits of their numbers. */
import { beforeAll, expect, it } from 'vitest';
import { digitsOf } from '../../../../src/rules/plugs/phone-number.ts';
import { call } from '../../support/client.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';
import { SAMPLE_PEOPLE, type SamplePerson } from './sample-people.ts';

/** Scripts in which combining marks are accents. */
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
  'a search finds %s',
  async (_, person, at) => {
    for (const typed of queriesFor(person)) {
      const { status, body } = await owner.search(typed);
      expect([typed, status]).toEqual([typed, 200]);
      const found = body.items.map(({ id }: { id: string }) => id);
      expect([typed, found]).toEqual([typed, expect.arrayContaining([ids[at]])]);
    }
  },
);

function queriesFor([first, last, company, ...numbers]: SamplePerson): string[] {
  const names = [first, last, company].filter((each) => each !== null);
  const words = names.flatMap((name) => name.split(' ')).filter((word) => word.length > 1);
  const accented = words.filter((word) => ALPHABETIC.test(word));
  const plain = accented.map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase());
  const dialled = numbers.flatMap((number) => (number ? [number, digitsOf(number)] : []));
  return [...words, ...plain, names.toReversed().join(' '), ...dialled];
}
