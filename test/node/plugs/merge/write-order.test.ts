/**
 * The stages in which the updates of one write run. An update releases the duplicate key that the plug loses, and claims
 * the duplicate key that the plug gets.
 */
import { expect, it } from 'vitest';
import { remainingDuplicates, stagesOf } from '../../../../src/rules/plugs/duplicates/write-order.ts';

const update = (id: string, releasedKey: string | null, claimedKey: string | null) => ({
  id,
  releasedKey,
  claimedKey,
});
const idsOf = (stages: { id: string }[][]) => stages.map((stage) => stage.map(({ id }) => id));

it('updates are in one stage if no update claims a key that another update releases', () => {
  expect(idsOf(stagesOf([update('a', 'x', 'y'), update('b', null, null)]))).toEqual([['a', 'b']]);
});

it('an update that claims a key is in a later stage than the update that releases the key', () => {
  const updates = [update('a', 'x', 'y'), update('b', 'y', 'z'), update('c', 'z', null)];
  expect(idsOf(stagesOf(updates))).toEqual([['c'], ['b'], ['a']]);
});

it('two updates that exchange their keys are in one stage', () => {
  expect(idsOf(stagesOf([update('a', 'x', 'y'), update('b', 'y', 'x')]))).toEqual([['a', 'b']]);
});

it('a plug is no duplicate of a plug that releases its key, unless the other plug is itself a duplicate', () => {
  const released = new Set(['b', 'c', 'd']);
  const remainingIds = (duplicates: Record<string, string>) => [
    ...remainingDuplicates(new Map(Object.entries(duplicates)), released).keys(),
  ];
  expect(remainingIds({ a: 'b', b: 'c', c: 'd' })).toEqual([]);
  expect(remainingIds({ a: 'b', b: 'c', c: 'stored' })).toEqual(['a', 'b', 'c']);
  expect(remainingIds({ b: 'c', c: 'b' })).toEqual(['b', 'c']);
});
