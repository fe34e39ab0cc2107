/** The steps of a restore that follow the migrations. */
import { beginIncarnation } from '../../../store/database/incarnation.ts';
import type { D1Access } from './d1.ts';
import { recordSql } from './recorded-statements.ts';
import { rebuildSearch } from './search-index.ts';

/** Begins a new incarnation of the database, so that all sessions end. */
export async function endAllSessions(access: D1Access): Promise<void> {
  await access.execute(await recordSql((database) => beginIncarnation(database, Date.now())));
}

/**
 * Loads the rows of a backup with `load`, ends all sessions, and rebuilds the search index and the keys. The sessions
 * end first, so that a failed rebuild leaves no session of the backup in use. Resolves with the number of live plugs.
 */
export async function restoreBackup(access: D1Access, load: () => Promise<void>): Promise<number> {
  await load();
  await endAllSessions(access);
  return rebuildSearch(access);
}
