/** Reads and changes the contact whose id is in the path, with its history. */
import type { Context } from 'hono';
import {
  readPlugWithHistory,
  updatePlugWithHistory,
} from '../../../../../core/plugs/history/list-history.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import type { PlugChanges } from '../../../../../rules/plugs/plug.ts';

/** A contact with its history, the account and the statistics. */
export type ReadContact = Awaited<ReturnType<typeof readPlugWithHistory>>;

/** The number of history entries on a page. */
const HISTORY_LIMIT = 10;

/** Reads the contact of the path with its history. `history` in the query is the cursor of older entries. */
export function readContact(c: Context<AppEnv>): Promise<ReadContact> {
  const cursor = c.req.query('history') || undefined;
  return readPlugWithHistory(c.get('ctx'), { id: idOf(c), limit: HISTORY_LIMIT, cursor });
}

/** Changes the contact of the path if it still has the entity tag. */
export function updateContact(c: Context<AppEnv>, changes: PlugChanges, etag: string) {
  const conditions = { ifMatch: [etag] };
  return updatePlugWithHistory(c.get('ctx'), { id: idOf(c), changes, conditions, limit: HISTORY_LIMIT });
}

/** The id in the path. It is compared in lower case. */
export function idOf(c: Context<AppEnv>): string {
  return (c.req.param('id') ?? '').toLowerCase();
}
