/** The values of the plug that results from a merge. The plugs called losers are merged into the plug called winner. */
import { describe, expect, it } from 'vitest';
import { mergedPlug } from '../../../../src/rules/plugs/merge/merged-plug.ts';
import type { MergeChoice, PlugToMerge } from '../../../../src/rules/plugs/merge/merged-values.ts';
import { customDataProblem, type PlugChanges, plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';

/** The values of a plug that a test states. */
type StatedValues = PlugChanges & Partial<Omit<PlugToMerge, keyof PlugChanges>> & { id: string };

/** Returns a plug with these values and default values for all other fields. */
function plugWith(given: StatedValues): PlugToMerge {
  return {
    plugType: 'target',
    phoneCountry: 'DE',
    createdAtMs: 0,
    updatedAtMs: 0,
    convertedAtMs: null,
    ...given,
    ...plugFieldsFrom({ ...given, firstName: given.firstName ?? '', lastName: given.lastName ?? '' }),
  };
}

const merge = (winner: StatedValues, losers: StatedValues[], choice: MergeChoice = {}) =>
  mergedPlug(plugWith(winner), losers.map(plugWith), { choice, day: '2026-11-28' });

describe('single values', () => {
  it('if the winner and a loser have different values, the value of the winner stays', () => {
    const { plug: merged } = merge({ id: 'w', email: 'w@x.test' }, [{ id: 'l', email: 'l@x.test' }]);
    expect(merged.email).toBe('w@x.test');
  });

  it('an empty value is filled from the most recently changed loser that has a value', () => {
    const losers = [
      { id: 'old', company: 'Old', jobTitle: 'CTO', updatedAtMs: 1 },
      { id: 'new', company: 'New', updatedAtMs: 2 },
    ];
    expect(merge({ id: 'w' }, losers).plug).toMatchObject({ company: 'New', jobTitle: 'CTO' });
  });

  it('a chosen value is used, also if the value is empty', () => {
    const winner = { id: 'w', email: 'w@x.test', company: 'Acme', metAt: '2026-01-01' };
    const choice = { email: 'l', company: 'l', metAt: 'w' } as const;
    const { plug: merged } = merge(winner, [{ id: 'l', email: 'l@x.test', metAt: '2026-02-02' }], choice);
    expect(merged).toMatchObject({ email: 'l@x.test', company: null, metAt: '2026-01-01' });
  });

  it('a target becomes a contact if one of the plugs is a contact', () => {
    const loser = { id: 'l', plugType: 'contact', convertedAtMs: 7 } as const;
    const { plug: merged } = merge({ id: 'w' }, [loser]);
    expect(merged).toMatchObject({ plugType: 'contact', convertedAtMs: 7, networkType: 'new_client' });
  });
});

describe('names', () => {
  it('if the winner has no name, the names of two different people are not combined', () => {
    const losers = [
      { id: 'a', firstName: 'Jane', updatedAtMs: 2 },
      { id: 'b', firstName: 'Bob', lastName: 'Doe', updatedAtMs: 1 },
    ];
    expect(merge({ id: 'w', company: 'Acme' }, losers).plug).toMatchObject({
      firstName: 'Jane',
      lastName: '',
    });
  });

  it('a missing name is filled from a loser only if the other names are equal apart from accents and letter case', () => {
    const winner = { id: 'w', firstName: 'José' };
    expect(merge(winner, [{ id: 'l', firstName: 'jose', lastName: 'Smith' }]).plug.lastName).toBe('Smith');
    expect(merge(winner, [{ id: 'l', firstName: 'Joan', lastName: 'Smith' }]).plug.lastName).toBe('');
  });

  it('the last name can be chosen without the first name', () => {
    const winner = { id: 'w', firstName: 'Jane', lastName: 'Smith' };
    const loser = { id: 'l', firstName: 'Janet', lastName: 'Doe' };
    expect(merge(winner, [loser], { lastName: 'l' }).plug).toMatchObject({
      firstName: 'Jane',
      lastName: 'Doe',
    });
  });
});

describe('numbers', () => {
  it('the primary number of a loser fills the empty secondary number', () => {
    const winner = { id: 'w', primaryNumber: '+49 30 1234567' };
    const { plug: merged } = merge(winner, [{ id: 'l', primaryNumber: '+1 212 5550100' }]);
    expect(merged).toMatchObject({ primaryNumber: '+49 30 1234567', secondaryNumber: '+1 212 5550100' });
  });

  it('another spelling of a number does not fill the secondary number', () => {
    const winner = { id: 'w', primaryNumber: '+49 30 1234567' };
    expect(merge(winner, [{ id: 'l', primaryNumber: '030 1234567' }]).plug.secondaryNumber).toBeNull();
  });

  it('if a chosen number replaces the primary number of the winner, the replaced number becomes the secondary number', () => {
    const winner = { id: 'w', primaryNumber: '+49 30 1234567' };
    const loser = { id: 'l', primaryNumber: '+1 212 5550100' };
    expect(merge(winner, [loser], { primaryNumber: 'l' }).plug).toMatchObject({
      primaryNumber: '+1 212 5550100',
      secondaryNumber: '+49 30 1234567',
    });
  });

  it('if a chosen number is also the other number of the winner, the replaced number becomes the other number', () => {
    const [one, two] = ['+49 30 1234567', '+1 212 5550100'];
    const winner = { id: 'w', primaryNumber: one, secondaryNumber: two };
    const { plug: primary } = merge(winner, [{ id: 'l', primaryNumber: two }], { primaryNumber: 'l' });
    expect(primary).toMatchObject({ primaryNumber: two, secondaryNumber: one });
    const { plug: secondary } = merge(winner, [{ id: 'l', secondaryNumber: one }], { secondaryNumber: 'l' });
    expect(secondary).toMatchObject({ primaryNumber: two, secondaryNumber: one });
  });

  it('a chosen number does not empty the other number if there is no third number', () => {
    const winner = { id: 'w', primaryNumber: '+49 30 1234567' };
    const loser = { id: 'l', secondaryNumber: '+49 30 1234567' };
    const { plug: merged } = merge(winner, [loser], { secondaryNumber: 'l' });
    expect(merged.primaryNumber).toBe('+49 30 1234567');
  });

  it('without a choice, two equal numbers of the winner stay', () => {
    const numbers = { primaryNumber: '+49 30 1234567', secondaryNumber: '030 1234567' };
    const { plug: merged } = merge({ id: 'w', ...numbers }, [{ id: 'l', primaryNumber: '+1 212 5550100' }]);
    expect(merged).toMatchObject(numbers);
  });
});

describe('tags', () => {
  it('tags that differ only in letter case are united, and the tags of the winner are first', () => {
    const losers = [{ id: 'l', tags: ['VIP', 'fair'] }];
    expect(merge({ id: 'w', tags: ['vip', 'berlin'] }, losers).plug.tags).toEqual(['vip', 'berlin', 'fair']);
  });

  it('a tag that would exceed the limit of 20 tags is listed in keptInRecord', () => {
    const tags = Array.from({ length: 19 }, (_, index) => `t${index}`);
    const { plug: merged, keptInRecord } = merge({ id: 'w', tags }, [
      { id: 'l', tags: ['T1', 'a', 'b', 'A'] },
    ]);
    expect(merged.tags).toEqual([...tags, 'a']);
    expect(keptInRecord).toEqual([{ plugId: 'l', field: 'tags', value: 'b' }]);
  });
});

describe('notes', () => {
  it('the notes of a loser are added after a line that contains the day of the merge', () => {
    const { plug: merged } = merge({ id: 'w', notes: 'First' }, [{ id: 'l', notes: 'Second' }]);
    expect(merged.notes).toBe('First\n\nMerged on 2026-11-28:\nSecond');
  });

  it('equal notes of two losers fill the empty notes of the winner once, without a line with the day', () => {
    const losers = [
      { id: 'a', notes: 'Same' },
      { id: 'b', notes: 'Same' },
    ];
    expect(merge({ id: 'w' }, losers).plug.notes).toBe('Same');
  });

  it('notes that would make the joined notes exceed 10,000 characters are listed in keptInRecord, and shorter notes are still joined', () => {
    const winner = { id: 'w', notes: '😀'.repeat(9_970) };
    const long = { id: 'a', notes: 'x'.repeat(30), updatedAtMs: 2 };
    const { plug: merged, keptInRecord } = merge(winner, [long, { id: 'b', notes: 'fit', updatedAtMs: 1 }]);
    expect(merged.notes?.endsWith('\nfit')).toBe(true);
    expect(keptInRecord).toEqual([{ plugId: 'a', field: 'notes', value: long.notes }]);
  });
});

describe('custom data', () => {
  /** Merges plugs that have only custom data. The first loser is the loser that was changed last. */
  const mergeCustomData = (winner: object, ...losers: object[]) => {
    const plugs = losers.map((customData, index) => ({ id: `l${index}`, customData, updatedAtMs: -index }));
    return merge({ id: 'w', customData: { ...winner } }, plugs as StatedValues[]);
  };

  it('keys are united, and values that differ from the value of the winner are listed under the key merged', () => {
    const { plug: merged } = mergeCustomData(
      { source: 'web', same: 1 },
      { source: 'fair', same: 1, size: 'L' },
      { source: 'ad' },
    );
    expect(merged.customData).toEqual({
      source: 'web',
      same: 1,
      size: 'L',
      merged: { source: ['fair', 'ad'] },
    });
  });

  it('the values that earlier merges listed under the key merged are united', () => {
    const winner = { a: 1, merged: { a: [2] } };
    const { plug: merged } = mergeCustomData(winner, { merged: { a: [3, 2], b: [4] }, b: 5 });
    expect(merged.customData).toEqual({ a: 1, b: 5, merged: { a: [2, 3], b: [4] } });
  });

  it('a text of the winner under the key merged stays, and a text of a loser under this key is listed like other values', () => {
    const { plug: merged, keptInRecord } = mergeCustomData({ merged: 'text', a: 1 }, { a: 2, b: 3 });
    expect(merged.customData).toEqual({ merged: 'text', a: 1, b: 3 });
    expect(keptInRecord).toEqual([{ plugId: 'l0', field: 'custom_data.a', value: 2 }]);
    const { plug: other } = mergeCustomData({}, { merged: 'text' });
    expect(other.customData).toEqual({ merged: { merged: ['text'] } });
  });

  it('a value that would make the custom data exceed 10 KiB is listed in keptInRecord, and a small value is still added', () => {
    const { plug: merged, keptInRecord } = mergeCustomData(
      { big: 'x'.repeat(10_000) },
      { more: 'y'.repeat(300), small: 1 },
    );
    expect(Object.keys(merged.customData)).toEqual(['big', 'small']);
    expect(keptInRecord).toEqual([{ plugId: 'l0', field: 'custom_data.more', value: 'y'.repeat(300) }]);
    expect(customDataProblem(merged.customData)).toBeNull();
  });

  it('the custom data of a merge of 21 plugs with 900 keys each is within the limits', () => {
    const largeData = (seed: number) =>
      Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`${(index * 7 + seed) % 1500}`, seed]));
    const { plug: merged, keptInRecord } = mergeCustomData(
      largeData(0),
      ...Array.from({ length: 20 }, (_, index) => largeData(index + 1)),
    );
    expect(customDataProblem(merged.customData)).toBeNull();
    expect(keptInRecord.length).toBeGreaterThan(15_000);
  });

  it('a value that would be nested too deeply under the key merged is listed in keptInRecord', () => {
    const nested = JSON.parse(`${'['.repeat(9)}${']'.repeat(9)}`);
    const { plug: merged, keptInRecord } = mergeCustomData({ a: 1 }, { a: nested });
    expect(merged.customData).toEqual({ a: 1 });
    expect(keptInRecord).toEqual([{ plugId: 'l0', field: 'custom_data.a', value: nested }]);
  });
});
