/** The share of the labelled pairs that the rules for duplicates find (recall), and the share of wrong pairs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { similarPairs } from '../../../../src/rules/plugs/duplicates/names/similar-pairs.ts';
import { phoneCountry } from '../../../../src/rules/plugs/duplicates/phone-key.ts';
import { reasonKeys } from '../../../../src/rules/plugs/duplicates/reason-keys.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import { plugKeys } from '../../../../src/rules/plugs/plug-keys.ts';
import { type LabelledPlugs, labelledPlugs } from './labelled-plugs.ts';
import { EXACT_KINDS, SIMILAR_KINDS } from './spelling-changes.ts';

const TIME_ZONE = 'Europe/Berlin';

let set: LabelledPlugs;
let exact: Set<string>;
let similar: Set<string>;

beforeAll(() => {
  set = labelledPlugs();
  const plugs = set.people.map((person, row) => {
    // Requests store e-mail addresses in lower case.
    const fields = plugFieldsFrom({ ...person, email: person.email?.toLowerCase() });
    return { ...fields, ...plugKeys('contact', fields), row, phoneCountry: phoneCountry(fields, TIME_ZONE) };
  });
  const byKey = Map.groupBy(
    plugs.flatMap((plug) =>
      reasonKeys(plug).map(({ reason, key }) => ({ id: `${reason} ${key}`, row: plug.row })),
    ),
    ({ id }) => id,
  );
  exact = new Set([...byKey.values()].flatMap((rows) => pairsOf(rows.map(({ row }) => row))));
  similar = new Set(similarPairs(plugs).pairs.map(([one, other]) => pairName(one, other)));
});

function pairsOf(rows: number[]): string[] {
  return rows.flatMap((one, at) => rows.slice(at + 1).map((other) => pairName(one, other)));
}

function pairName(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}

function recall(isExact: boolean, found: Set<string>) {
  const wanted = set.duplicates.filter((pair) => pair.isExact === isExact);
  const missed = wanted.filter(({ places }) => !found.has(pairName(...places)));
  return { share: 1 - missed.length / wanted.length, missed };
}

function nameOf(place: number): string {
  const { firstName = '', lastName = '', company = '' } = set.people[place] ?? {};
  return `${firstName} ${lastName} (${company})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

describe('the rules for duplicates, on 2,000 plugs with 200 labelled pairs', () => {
  it('the set has the listed number of pairs of each kind', () => {
    expect(set.people).toHaveLength(2_000);
    expect(set.duplicates).toHaveLength(200);
    const counts = Object.entries(Object.groupBy(set.duplicates, ({ kind }) => kind));
    expect(counts.map(([kind, pairs]) => [kind, pairs?.length])).toEqual(
      [...EXACT_KINDS, ...SIMILAR_KINDS].map(({ kind, count }) => [kind, count]),
    );
  });

  it('the rules find 95 % of the pairs with a common key, and 80 % of the pairs with similar names', () => {
    const found = { exact: recall(true, exact), similar: recall(false, similar) };
    const missed = [...found.exact.missed, ...found.similar.missed].map(
      ({ kind, places: [one, other] }) => `  ${kind}: ${nameOf(one)}, ${nameOf(other)}`,
    );
    console.log(
      `Recall: ${percent(found.exact.share)} with a common key, ${percent(found.similar.share)} with similar names. Missed:\n${missed.join('\n')}`,
    );
    expect(found.exact.share).toBeGreaterThanOrEqual(0.95);
    expect(found.similar.share).toBeGreaterThanOrEqual(0.8);
  });

  it('fewer than 5 % of the found pairs are wrong', () => {
    const labelled = new Set(set.duplicates.map(({ places }) => pairName(...places)));
    const reported = [...new Set([...exact, ...similar])];
    const wrong = reported.filter((pair) => !labelled.has(pair));
    const names = wrong.map(
      (pair) =>
        `  ${pair
          .split(' ')
          .map((place) => nameOf(Number(place)))
          .join(', ')}`,
    );
    console.log(
      `False alarms: ${wrong.length} of ${reported.length} pairs (${percent(wrong.length / reported.length)}):\n${names.join('\n')}`,
    );
    expect(wrong.length / reported.length).toBeLessThan(0.05);
  });
});
