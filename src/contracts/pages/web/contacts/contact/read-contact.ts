/** Reads and changes the contact whose id is in the path, with its history. */
import type { Context } from 'hono';
import {
  readPlugWithHistory,
  updatePlugWithHistory,
} from '../../../../../core/plugs/history/list-history.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import type { PlugChanges } from '../../../../../rules/plugs/plug.ts';

/** A contact with one page of its history, its possible duplicates, the account and the statistics of the account. */
export type ContactDetails = Awaited<ReturnType<typeof readPlugWithHistory>>;

/** The maximum number of history entries on one page. */
const HISTORY_LIMIT = 10;

/**
 * Reads the contact of the path with its history. `history` in the query is the cursor of older entries.
 * @throws AppError with the codes of `readPlugWithHistory`, such as `MERGED`
 */
export function readContact(c: Context<AppEnv>): Promise<ContactDetails> {
  const cursor = c.req.query('history') || undefined;
  return readPlugWithHistory(c.get('ctx'), { id: contactIdOf(c), limit: HISTORY_LIMIT, cursor });
}

/**
 * Changes the contact of the path, and returns it with the first page of its history. If no value changes, nothing is
 * written and `history` is null.
 * @throws AppError `PRECONDITION_FAILED` if the entity tag of the contact is not `etag`, and the codes of `updatePlug`
 */
export function updateContact(c: Context<AppEnv>, changes: PlugChanges, etag: string) {
  const conditions = { ifMatch: [etag] };
  return updatePlugWithHistory(c.get('ctx'), {
    id: contactIdOf(c),
    changes,
    conditions,
    limit: HISTORY_LIMIT,
  });
}

/** The id in the path, in lower case, because stored ids are in lower case. */
export function contactIdOf(c: Context<AppEnv>): string {
  return (c.req.param('id') ?? '').toLowerCase();
}
