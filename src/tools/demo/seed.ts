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

/** Creates three accounts, the plugs of the first account, and passages. Existing data is not changed. */
export async function seedDemo(database: Database, input: SeedInput): Promise<void> {
  const [demo] = await ensureDemoAccounts(database, input);
  await ensureDemoPassages(database, input.nowMs);
  if (!demo || (await hasPlugs(database, demo.number))) return;
  const plan = new Map(demoPlugs(input.nowMs).map((plug) => [uuid({ msecs: plug.createdAtMs }), plug]));
  const inserts = [...plan].flatMap(([id, plug]) => insertsOf(demo, id, plug));
  await database.batch(inserts);
  const rows = await readRows(database, demo.number, plan.size);
  const changes = rows.flatMap((row) => changesOf(row, plan.get(row.id)));
  await database.batch(changes);
}

/** Whether the account has or had plugs. Demo data that was deleted is not created again. */
async function hasPlugs(database: Database, owner: number): Promise<boolean> {
  const [totals] = await database.batch([totalsStatement(database, owner)]);
  return totals.length > 0;
}

function insertsOf({ number: owner, timeZone }: AccountRow, id: string, demo: DemoPlug): Statement[] {
  const sent = plugFieldsFrom(demo.fields);
  const plugType = isComplete(sent) ? 'contact' : 'target';
  const fields = withTypeDefaults(plugType, sent);
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
    keys: keyChanges(null, plug as PlugRow),
  };
  return allStatements(insertPlugsStatements([insert], originAt(owner, demo.createdAtMs)));
}

async function readRows(database: Database, owner: number, limit: number): Promise<PlugRow[]> {
  const filters = { tags: [], deleted: false };
  const order = { field: 'created_at', descending: false } as const;
  const page = { filters, order, limit, skip: 0, after: undefined };
  const [rows] = await database.batch([plugPageStatement(owner, page)]);
  return rows;
}

function changesOf(row: PlugRow, demo: DemoPlug | undefined): Statement[] {
  const etag = newEtag();
  if (demo?.deletedAtMs) {
    const values = { deletedAtMs: demo.deletedAtMs, updatedAtMs: demo.deletedAtMs, etag };
    return updateOf(row, values, null);
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
  return updateOf(row, values, indexEntry(row.owner, 'contact', fields));
}

function updateOf(read: PlugRow, values: PlugUpdate['values'], entry: IndexEntry | null): Statement[] {
  const changed = { ...read, ...values } as PlugRow;
  const before = JSON.stringify(beforeOf(read, changed));
  const keys = keyChanges(read, changed);
  const update = { read, values, entry, keys, kind: kindOf(read, changed), before };
  return allStatements(updatePlugsStatements([update], originAt(read.owner, changed.updatedAtMs)));
}

function originAt(owner: number, nowMs: number): WriteOrigin {
  return { owner, nowMs, via: 'system', sessionId: null };
}
