/** Statements that stop a batch if a plug has changed since it was read, or if a plug is not live. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';
import { StoppedBatch, stopBatch } from '../database/stopped-batch.ts';

/**
 * Stops the batch unless all plugs have the etags that were read. The other statements of the batch then take effect
 * together or not at all. This statement must run before the plugs are written.
 */
export function requireUnchangedStatement(reads: readonly { row: number; etag: string }[]) {
  const versions = JSON.stringify(reads.map(({ row, etag }) => ({ row, etag })));
  // The report contains a column, because SQLite may evaluate a constant expression before it has read a row.
  const report = sql`json_object('changedPlug', version.value ->> 'row')`;
  return plainStatement(
    sql`SELECT ${stopBatch(report)} FROM json_each(${versions}) AS version WHERE NOT EXISTS (
      SELECT 1 FROM plugs WHERE plugs.row = version.value ->> 'row' AND plugs.etag = version.value ->> 'etag')`,
  );
}

/** Whether `requireUnchangedStatement` stopped the batch. */
export function isChangedPlugError(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'changedPlug');
}

/**
 * Stops the batch unless all plugs are live plugs of the owner. The statement must run before the plugs are written.
 * @param ids the ids of the plugs; the value null stops the batch
 */
export function requireLiveStatement(owner: number, ids: readonly (string | null)[]) {
  const report = sql`json_object('missingPlug', wanted.value)`;
  return plainStatement(
    sql`SELECT ${stopBatch(report)} FROM json_each(${JSON.stringify(ids)}) AS wanted WHERE NOT EXISTS (
      SELECT 1 FROM plugs WHERE plugs.id = wanted.value AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL)`,
  );
}

/** Whether `requireLiveStatement` stopped the batch. */
export function isMissingPlugError(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'missingPlug');
}
