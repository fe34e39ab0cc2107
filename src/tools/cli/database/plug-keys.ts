/**
 * The second step of a rebuild of `plug_keys`, the keys by which duplicates are found. In the first step, missing keys
 * are added together with the search index (`rebuildKeysStatements`). In the second step, outdated keys are removed.
 */

import { liveKeys } from '../../../rules/plugs/duplicates/key-changes.ts';
import { EXACT_REASONS } from '../../../rules/plugs/duplicates/reason-keys.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { deleteKeyStatement, type StoredKey } from '../../../store/plugs/rebuild.ts';
import type { D1Access } from './d1.ts';
import { literalOf, recordSql } from './recorded-statements.ts';

const PAGE_SIZE = 2_000;
/** The columns of a plug from which its keys are computed, and the etag. */
const PLUG_COLUMNS = [
  ...['first_name', 'last_name', 'email', 'company', 'primary_number', 'secondary_number', 'linkedin_url'],
  ...['telegram_username', 'telegram_user_id', 'phone_country', 'deleted_at', 'etag'],
];

/** A row of `plug_keys` with the columns of its plug. These columns are null if the plug does not exist. */
type Row = Record<string, unknown>;

/** Removes the keys of missing plugs and of plugs in the trash, and the keys that no longer match their plug. */
export async function removeStaleKeys(access: D1Access): Promise<void> {
  let after: StoredKey = { owner: 0, kind: 0, key: '', plug: 0 };
  for (;;) {
    const page = await readPage(access, after);
    const stale = page.filter(isStale);
    if (stale.length > 0) {
      const statements = stale.map((row) => deleteKeyStatement(keyOf(row), row.etag as string | null));
      await access.execute(await recordSql((database) => database.batch(statements)));
    }
    const last = page.at(-1);
    if (!last) return;
    after = keyOf(last);
  }
}

/** The next keys in the order of the table, each with the plug that it belongs to. */
function readPage(access: D1Access, { owner, kind, key, plug }: StoredKey): Promise<Row[]> {
  return access.query(
    `SELECT plug_keys.*, ${PLUG_COLUMNS.map((column) => `plugs.${column}`).join(', ')} FROM plug_keys
      LEFT JOIN plugs ON plugs.row = plug_keys.plug AND plugs.owner = plug_keys.owner
      WHERE (plug_keys.owner, plug_keys.kind, plug_keys.key, plug_keys.plug)
        > (${owner}, ${kind}, ${literalOf(key)}, ${plug})
      ORDER BY plug_keys.owner, plug_keys.kind, plug_keys.key, plug_keys.plug LIMIT ${PAGE_SIZE}`,
  );
}

function isStale(row: Row): boolean {
  if (row.etag === null) return true;
  const { kind, key } = keyOf(row);
  const keys = liveKeys(plugOf(row));
  return !keys.some((each) => each.key === key && EXACT_REASONS.indexOf(each.reason) + 1 === kind);
}

function keyOf({ owner, kind, key, plug }: Row): StoredKey {
  return { owner: Number(owner), kind: Number(kind), key: String(key), plug: Number(plug) };
}

function plugOf(row: Row): PlugRow {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    company: row.company,
    primaryNumber: row.primary_number,
    secondaryNumber: row.secondary_number,
    linkedinUrl: row.linkedin_url,
    telegramUsername: row.telegram_username,
    telegramUserId: row.telegram_user_id,
    phoneCountry: row.phone_country,
    deletedAtMs: row.deleted_at,
  } as PlugRow;
}
