/** The duplicates among the demo plugs. */
import { expect, it } from 'vitest';
import { duplicateGroups } from '../../../../src/rules/plugs/duplicates/duplicate-groups.ts';
import { similarPairs } from '../../../../src/rules/plugs/duplicates/names/similar-pairs.ts';
import { phoneCountry } from '../../../../src/rules/plugs/duplicates/phone-key.ts';
import { reasonKeys } from '../../../../src/rules/plugs/duplicates/reason-keys.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import { plugKeys } from '../../../../src/rules/plugs/plug-keys.ts';
import { demoPlugs } from '../../../../src/tools/demo/plugs.ts';

it('the demo plugs contain exactly four groups of duplicates, each for different reasons', () => {
  const plugs = demoPlugs(Date.UTC(2026, 10, 28))
    .filter(({ deletedAtMs }) => deletedAtMs === undefined)
    .map(({ fields: demoFields }, row) => {
      const fields = plugFieldsFrom(demoFields);
      return {
        ...fields,
        ...plugKeys('contact', fields),
        row,
        phoneCountry: phoneCountry(fields, 'Europe/Berlin'),
      };
    });
  const keys = plugs.flatMap((plug) => reasonKeys(plug).map((key) => ({ ...key, row: plug.row })));
  const commonKeys = [...Map.groupBy(keys, ({ reason, key }) => `${reason} ${key}`).values()]
    .filter((each) => each.length > 1)
    .map((each) => ({ reason: each[0]?.reason ?? 'same_email', rows: each.map(({ row }) => row) }));
  const similarNames = similarPairs(plugs).pairs.map((rows) => ({ reason: 'similar_name' as const, rows }));
  const groups = duplicateGroups([...commonKeys, ...similarNames], []);
  expect(groups.map(({ reasons, rows }) => [rows.length, ...reasons]).sort()).toEqual([
    [2, 'same_email'],
    [2, 'same_linkedin'],
    [2, 'same_phone'],
    [3, 'same_name_company', 'similar_name'],
  ]);
});
