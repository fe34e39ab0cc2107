/** Writes the demo data with the statements of the store, so that the search index and the counters are correct. */
import { v7 as uuid } from 'uuid';
import { newEtag } from '../../core/plugs/etag.ts';
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import { phoneCountry } from '../../rules/plugs/duplicates/phone-key.ts';
import { isComplete, plugFieldsFrom, withChanges, withTypeDefaults } from '../../rules/plugs/plug.ts';
import { plugKeys } from '../../rules/plugs/plug-keys.ts';
import { beforeOf, kindOf } from '../../rules/plugs/revision.ts';
import { type IndexEntry, indexEntry } from '../../rules/plugs/search-index.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Database, Statement } from '../../store/database/database.ts';
import { plugPageStatement } from '../../store/plugs/lists.ts';
import type { NewPlug, PlugRow } from '../../store/plugs/plugs.ts';
import type { WriteOrigin } from '../../store/plugs/revision-writes.ts';
import { totalsStatement } from '../../store/plugs/statistics.ts';
import {
  allStatements,
  insertPlugsStatements,
  type PlugUpdate,
  updatePlugsStatements,
} from '../../store/plugs/write.ts';
import { ensureDemoAccounts, type SeedInput } from './accounts.ts';
import { ensureDemoPassages } from './passages.ts';
import { type DemoPlug, demoPlugs } from './plugs.ts';

/**
 * Creates the missing demo accounts. Creates the demo passages if the database contains no free passage. Creates the
 * plugs of the first account unless this account has or had plugs. Existing data is not changed, except password hashes
 * that do not match `DEMO_PASSWORD`.
 */
export async function seedDemo(database: Database, input: SeedInput): Promise<void> {
  const [demo] = await ensureDemoAccounts(database, input);
  await ensureDemoPassages(database, input.nowMs);
  if (!demo || (await hasOrHadPlugs(database, demo.number))) return;
  const plugsById = new Map(demoPlugs(input.nowMs).map((plug) => [uuid({ msecs: plug.createdAtMs }), plug]));
  const inserts = [...plugsById].flatMap(([id, plug]) => insertStatements(demo, id, plug));
  await database.batch(inserts);
  const rows = await readRows(database, demo.number, plugsById.size);
  const changes = rows.flatMap((row) => changeStatements(row, plugsById.get(row.id)));
  await database.batch(changes);
}

/** Whether the account has or had plugs. If the owner has deleted the demo plugs, they are not created again. */
async function hasOrHadPlugs(database: Database, owner: number): Promise<boolean> {
  const [totals] = await database.batch([totalsStatement(database, owner)]);
  return totals.length > 0;
}

/** Statements that insert a plug in the state that it had at its creation. */
function insertStatements({ number: owner, timeZone }: AccountRow, id: string, demo: DemoPlug): Statement[] {
  const given = plugFieldsFrom(demo.fields);
  const plugType = isComplete(given) ? 'contact' : 'target';
  const fields = withTypeDefaults(plugType, given);
  const plug: NewPlug = {
    ...fields,
    id,
    owner,
    plugType,
    ...plugKeys(plugType, fields),
    phoneCountry: phoneCountry(fields, timeZone),
    etag: newEtag(),
    createdAtMs: demo.createdAtMs,
    updatedAtMs: demo.createdAtMs,
  };

  const insert = {
    plug,
    entry: indexEntry(owner, plugType, fields),
    keyChanges: keyChanges(null, plug as PlugRow),
  };
  return allStatements(insertPlugsStatements([insert], originAt(owner, demo.createdAtMs)));
}

/** Reads the oldest plugs that are not deleted. */
async function readRows(database: Database, owner: number, limit: number): Promise<PlugRow[]> {
  const filters = { tags: [], isDeleted: false };
  const order = { field: 'created_at', isDescending: false } as const;
  const page = { filters, order, limit, skip: 0, after: undefined };
  const [rows] = await database.batch([plugPageStatement(owner, page)]);
  return rows;
}

/** Statements that delete or convert an inserted plug. Empty if the plug was not changed after its creation. */
function changeStatements(row: PlugRow, demo: DemoPlug | undefined): Statement[] {
  const etag = newEtag();
  if (demo?.deletedAtMs) {
    const values = { deletedAtMs: demo.deletedAtMs, updatedAtMs: demo.deletedAtMs, etag };
    return updateStatements(row, values, null);
  }
  if (!demo?.conversion) return [];
  const { atMs, changes } = demo.conversion;
  const fields = withTypeDefaults('contact', withChanges(row, changes));
  const values = {
    ...fields,
    plugType: 'contact',
    convertedAtMs: atMs,
    updatedAtMs: atMs,
    ...plugKeys('contact', fields),
    etag,
  } as const;
  return updateStatements(row, values, indexEntry(row.owner, 'contact', fields));
}

/** `entry` is the new entry of the search index, or null to remove the plug from the index. */
function updateStatements(
  read: PlugRow,
  values: PlugUpdate['values'],
  entry: IndexEntry | null,
): Statement[] {
  const changed = { ...read, ...values } as PlugRow;
  const before = JSON.stringify(beforeOf(read, changed));
  const kind = kindOf(read, changed);
  const update = { read, values, entry, keyChanges: keyChanges(read, changed), kind, before };
  return allStatements(updatePlugsStatements([update], originAt(read.owner, changed.updatedAtMs)));
}

function originAt(owner: number, nowMs: number): WriteOrigin {
  return { owner, nowMs, via: 'system', sessionId: null };
}
