/**
 * Inserts many plugs with their search terms and keys into a D1. The triggers of the tables run as usual and update the
 * counters.
 */
import { liveKeys } from '../../../src/rules/plugs/duplicates/key-changes.ts';
import { EXACT_REASONS } from '../../../src/rules/plugs/duplicates/reason-keys.ts';
import { type PlugFields, plugFieldsFrom } from '../../../src/rules/plugs/plug.ts';
import { plugKeys } from '../../../src/rules/plugs/plug-keys.ts';
import { indexEntry } from '../../../src/rules/plugs/search-index.ts';

const FIRST_NAMES = ['Jane', 'Ali', 'José', 'Wei', 'Olu', 'Anna', 'Peter', 'Yuki', 'Nadia', 'Tom'];
const LAST_NAMES = [
  'Smith',
  'Goldsmith',
  'Doe',
  'García',
  'Chen',
  'Okafor',
  'Müller',
  'Rossi',
  'Tanaka',
  'Novak',
];
const ROWS_PER_BATCH = 1000;

/** The fields of the target with this number. Last names are unique, and the other values repeat. */
export function fieldsAt(index: number): PlugFields {
  return plugFieldsFrom({
    firstName: FIRST_NAMES[index % 10] ?? '',
    lastName: `${LAST_NAMES[Math.floor(index / 10) % 10]}${index}`,
    company: `Company ${index % 97}`,
    tags: [`tag${index % 50}`],
    businessType: `business${index % 20}`,
    networkType: `network${index % 20}`,
    priority: index % 2 === 0 ? 'high' : 'low',
  });
}

/** Inserts `count` live targets for an owner. Each target is one second older than the previous target. */
export async function seedPlugsInto(database: D1Database, owner: number, count: number): Promise<void> {
  for (let start = 0; start < count; start += ROWS_PER_BATCH) {
    const rows = Array.from({ length: Math.min(ROWS_PER_BATCH, count - start) }, (_, at) =>
      rowAt(owner, start + at),
    );
    const json = JSON.stringify(rows);
    await database.batch([
      database
        .prepare(
          `INSERT INTO plugs (id, owner, plug_type, first_name, last_name, company, tags, priority, custom_data,
           business_type, network_type, first_name_key, last_name_key, company_key, etag, created_at,
           updated_at)
         SELECT value->>'id', value->>'owner', 'target', value->>'firstName', value->>'lastName',
           value->>'company', value->>'tags', value->>'priority', '{}', value->>'businessType',
           value->>'networkType', value->>'firstNameKey', value->>'lastNameKey', value->>'companyKey', 'r', value->>'createdAt', value->>'createdAt' FROM json_each(?)`,
        )
        .bind(json),
      database
        .prepare(
          `INSERT INTO plugs_fts (rowid, terms, folded_text)
         SELECT -plugs.row, each.value->>'terms', each.value->>'foldedText'
         FROM json_each(?) AS each JOIN plugs ON plugs.id = each.value->>'id'`,
        )
        .bind(json),
      database
        .prepare(
          `INSERT INTO plug_keys (owner, kind, key, plug)
         SELECT plugs.owner, key.value->>'kind', key.value->>'key', plugs.row
         FROM json_each(?) AS each JOIN plugs ON plugs.id = each.value->>'id'
           JOIN json_each(each.value->'keys') AS key`,
        )
        .bind(json),
    ]);
  }
}

function rowAt(owner: number, index: number) {
  const fields = fieldsAt(index);
  return {
    ...fields,
    ...plugKeys('target', fields),
    tags: JSON.stringify(fields.tags),
    id: crypto.randomUUID(),
    owner,
    createdAt: Date.parse('2031-11-01T00:00:00Z') - index * 1000,
    ...indexEntry(owner, 'target', fields),
    keys: liveKeys({ ...fields, phoneCountry: null }).map(({ reason, key }) => ({
      kind: EXACT_REASONS.indexOf(reason) + 1,
      key,
    })),
  };
}
