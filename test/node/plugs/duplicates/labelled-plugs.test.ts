/**
 * The share of the labelled pairs that the rules for duplicates find (recall), and the share of the reported pairs that
 * are not labelled as duplicates.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { similarPairs } from '../../../../src/rules/plugs/duplicates/names/similar-pairs.ts';
import { phoneCountry } from '../../../../src/rules/plugs/duplicates/phone-key.ts';
import { reasonKeys } from '../../../../src/rules/plugs/duplicates/reason-keys.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import { plugKeys } from '../../../../src/rules/plugs/plug-keys.ts';
import { createLabelledPlugs, type LabelledPlugs } from './labelled-plugs.ts';
import { EXACT_CHANGES, SIMILAR_CHANGES } from './spelling-changes.ts';

const TIME_ZONE = 'Europe/Berlin';

let labelledPlugs: LabelledPlugs;
/** The pairs that have a common key, each as the row numbers of the two plugs, as in `3 17`. */
let exactPairs: Set<string>;
/** The pairs that have similar names, in the same form. */
let similarNamePairs: Set<string>;

beforeAll(() => {
  labelledPlugs = createLabelledPlugs();
  const plugs = labelledPlugs.people.map((person, row) => {
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
  exactPairs = new Set([...byKey.values()].flatMap((rows) => pairsOf(rows.map(({ row }) => row))));
  similarNamePairs = new Set(similarPairs(plugs).pairs.map(([one, other]) => pairName(one, other)));
});

/** The names of all pairs of these plugs. */
function pairsOf(rows: number[]): string[] {
  return rows.flatMap((one, index) => rows.slice(index + 1).map((other) => pairName(one, other)));
}

/** The row numbers of two plugs as text, the lower number first. */
function pairName(row: number, otherRow: number): string {
  return `${Math.min(row, otherRow)} ${Math.max(row, otherRow)}`;
}

/** The share of the exact or of the similar labelled pairs that was found, and the pairs that were missed. */
function recallOf(isExact: boolean, foundPairs: Set<string>) {
  const expected = labelledPlugs.duplicates.filter((pair) => pair.isExact === isExact);
  const missed = expected.filter(({ rows }) => !foundPairs.has(pairName(...rows)));
  return { share: 1 - missed.length / expected.length, missed };
}

function nameOf(row: number): string {
  const { firstName = '', lastName = '', company = '' } = labelledPlugs.people[row] ?? {};
  return `${firstName} ${lastName} (${company})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

describe('the rules for duplicates, on 2,000 plugs with 200 labelled pairs', () => {
  it('the labelled plugs contain the listed number of pairs of each kind', () => {
    expect(labelledPlugs.people).toHaveLength(2_000);
    expect(labelledPlugs.duplicates).toHaveLength(200);
    const counts = Object.entries(Object.groupBy(labelledPlugs.duplicates, ({ kind }) => kind));
    expect(counts.map(([kind, pairs]) => [kind, pairs?.length])).toEqual(
      [...EXACT_CHANGES, ...SIMILAR_CHANGES].map(({ kind, count }) => [kind, count]),
    );
  });

  it('the rules find at least 95 % of the pairs with a common key, and 80 % of the pairs with similar names', () => {
    const recall = { exact: recallOf(true, exactPairs), similar: recallOf(false, similarNamePairs) };
    const missed = [...recall.exact.missed, ...recall.similar.missed].map(
      ({ kind, rows: [one, other] }) => `  ${kind}: ${nameOf(one)}, ${nameOf(other)}`,
    );
    console.log(
      `Recall: ${percent(recall.exact.share)} with a common key, ${percent(recall.similar.share)} with similar names. Missed:\n${missed.join('\n')}`,
    );
    expect(recall.exact.share).toBeGreaterThanOrEqual(0.95);
    expect(recall.similar.share).toBeGreaterThanOrEqual(0.8);
  });

  it('fewer than 5 % of the reported pairs are wrong', () => {
    const labelled = new Set(labelledPlugs.duplicates.map(({ rows }) => pairName(...rows)));
    const reported = [...new Set([...exactPairs, ...similarNamePairs])];
    const wrongPairs = reported.filter((pair) => !labelled.has(pair));
    const names = wrongPairs.map(
      (pair) =>
        `  ${pair
          .split(' ')
          .map((row) => nameOf(Number(row)))
          .join(', ')}`,
    );
    console.log(
      `Wrong: ${wrongPairs.length} of ${reported.length} pairs (${percent(wrongPairs.length / reported.length)}):\n${names.join('\n')}`,
    );
    expect(wrongPairs.length / reported.length).toBeLessThan(0.05);
  });
});
