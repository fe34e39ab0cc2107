/**
 * Creates, changes and erases plugs. Every use case that writes plugs calls this module, except the erasure of expired
 * plugs and of deleted accounts. Each written plug gets a revision in the same batch.
 */
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import { phoneCountry } from '../../rules/plugs/duplicates/phone-key.ts';
import { remainingDuplicates, stagesOf } from '../../rules/plugs/duplicates/write-order.ts';
import type { RevisionVia } from '../../rules/plugs/revision.ts';
import { indexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../../store/database/database.ts';
import type { PlainStatement } from '../../store/database/plain-statement.ts';
import { takenKeysStatement } from '../../store/plugs/duplicates/taken-keys.ts';
import type { NewPlug, PlugRow } from '../../store/plugs/plugs.ts';
import type { WriteOrigin } from '../../store/plugs/revision-writes.ts';
import {
  allStatements,
  erasePlugsStatements,
  insertPlugsStatements,
  type PartStatements,
  type PlugInsert,
  updatePlugsStatements,
} from '../../store/plugs/write.ts';
import { isChangedPlugError, requireUnchangedStatement } from '../../store/plugs/write-guard.ts';
import { userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PlugChange, planUpdates } from './plug-update.ts';

export interface WriteOptions {
  /** The time zone of the account. Its country is stored with the numbers that are written. */
  timeZone: string;
  /**
   * Statements that run in the same batch, before the plugs are written. With these statements, the functions `change…`
   * stop the batch if another write has changed one of the plugs after it was read. `writePlugsTogether` does not stop
   * the batch.
   */
  statementsBefore?: readonly Statement[] | undefined;
  /** Statements that run after the plugs are written. If no value changes, the functions `change…` run no statement. */
  statementsAfter?: readonly Statement[];
  /** The id of the changeset to which the revisions belong. */
  changeset?: string | undefined;
  /** Whether `changePlugs` writes all plugs or none. If another write has changed one of the plugs, none is written. */
  isAtomic?: boolean;
  /** The interface that the revision records, if it differs from the interface of the request. */
  via?: RevisionVia | undefined;
}

/** The outcome of a write that writes or refuses each plug separately. */
export interface SeparateWrites {
  /** The plugs after the write, by id, as `changePlugs` returns them. */
  plugs: Map<string, PlugRow>;
  /** The ids of the plugs that would have become duplicates, each with the id of the other plug. */
  duplicates: Map<string, string>;
}

/**
 * Inserts up to 250 plugs in one round trip and returns their rows.
 * @throws UniqueViolation when a plug is a duplicate, and the errors of `statementsBefore`
 * @throws RangeError when there are more than 250 plugs
 */
export async function insertPlugs(ctx: Ctx, plugs: NewPlug[], options: WriteOptions): Promise<PlugRow[]> {
  const parts = insertPlugsStatements(insertsOf(plugs, options.timeZone), originOf(ctx, options));
  return (await runWrite(ctx, parts, options)).rows;
}

/** Plugs that are inserted and changed in one batch. */
export interface MixedWrite<Read> {
  plugs: NewPlug[];
  changes: PlugChange[];
  /** A statement that reads data for the next write. */
  read: PlainStatement<Read>;
}

/**
 * Inserts up to 250 plugs and changes up to 250 plugs, in one round trip. A changed plug is not written if it would
 * become a duplicate, or if another write has changed it since it was read. The other plugs are written. The result
 * also contains the new plugs. `isAtomic` is ignored.
 * @throws AppError `INVALID_INPUT` when custom data exceeds a limit
 * @throws UniqueViolation when a new plug is a duplicate, and the errors of `statementsBefore`
 * @throws RangeError when there are more than 250 new plugs or more than 250 changed plugs
 */
export async function writePlugsTogether<Read>(
  ctx: Ctx,
  { plugs, changes, read }: MixedWrite<Read>,
  options: WriteOptions,
): Promise<SeparateWrites & { read: Read[] }> {
  const { timeZone, statementsBefore, statementsAfter = [] } = options;
  const origin = originOf(ctx, options);
  const { updates, unchanged } = planUpdates(changes, { nowMs: ctx.nowMs, timeZone });
  const parts = [
    ...(plugs.length > 0 ? insertPlugsStatements(insertsOf(plugs, timeZone), origin) : []),
    ...(updates.length > 0 ? updatePlugsStatements(updates, origin, { skipsDuplicates: true }) : []),
  ];
  const { rows, results } = await runWrite(ctx, parts, {
    statementsBefore,
    statementsAfter: [...statementsAfter, takenKeysStatement(origin.owner, updates), read],
  });
  const [duplicates, readRows] = results.slice(-2);
  return {
    plugs: byId([...unchanged, ...rows]),
    duplicates: new Map(duplicates as [string, string][]),
    read: readRows as Read[],
  };
}

/**
 * Writes the changed values of up to 250 plugs in at most one round trip. Returns the plugs after the write, by id. A
 * plug without a changed value is returned as it was read. A plug that was not written, because another write has
 * changed it since it was read, is not in the result. If such a change stops the batch, no plug with changed values is
 * in the result.
 * @throws AppError `INVALID_INPUT` when custom data exceeds a limit
 * @throws UniqueViolation when a plug becomes a duplicate, and the errors of `statementsBefore`
 * @throws RangeError when there are more than 250 plugs
 */
export async function changePlugs(
  ctx: Ctx,
  changes: PlugChange[],
  options: WriteOptions,
): Promise<Map<string, PlugRow>> {
  return (await writeChanges(ctx, changes, { ...options, skipsDuplicates: false })).plugs;
}

/**
 * Like `changePlugs`, but for one plug. The plug is undefined if another write has changed it since it was read. `read`
 * reads data in the same batch, after the write. If nothing is written because no value changes, nothing is read. The
 * option `statementsAfter` is ignored.
 * @throws AppError `INVALID_INPUT` when custom data exceeds a limit
 * @throws UniqueViolation when the plug becomes a duplicate, and the errors of `statementsBefore`
 */
export async function changePlugAndRead<Read>(
  ctx: Ctx,
  change: PlugChange,
  { read, ...options }: WriteOptions & { read: PlainStatement<Read> | undefined },
): Promise<{ plug: PlugRow | undefined; read: Read[] }> {
  const statementsAfter = read ? [read] : [];
  const { plugs, lastRows } = await writeChanges(ctx, [change], {
    ...options,
    statementsAfter,
    skipsDuplicates: false,
  });
  return { plug: plugs.get(change.read.id), read: read ? (lastRows as Read[]) : [] };
}

/**
 * Like `changePlugs`, but a plug that would become a duplicate is not written. The other plugs are written.
 * @throws AppError `INVALID_INPUT` when custom data exceeds a limit
 * @throws the errors of `statementsBefore`
 * @throws RangeError when there are more than 250 plugs
 */
export function changePlugsSeparately(
  ctx: Ctx,
  changes: PlugChange[],
  options: WriteOptions,
): Promise<SeparateWrites> {
  return writeChanges(ctx, changes, { ...options, skipsDuplicates: true });
}

/**
 * Returns the ids of the plugs that would become duplicates of stored plugs, each with the id of the other plug. If the
 * same changes free the key of the other plug, the plug is not a duplicate, unless the other plug is itself a duplicate
 * and keeps its key. Writes nothing. Takes no round trip if no change claims a key.
 * @throws AppError `INVALID_INPUT` when custom data exceeds a limit
 */
export async function findTakenKeys(
  ctx: Ctx,
  changes: PlugChange[],
  timeZone: string,
): Promise<Map<string, string>> {
  const { updates } = planUpdates(changes, { nowMs: ctx.nowMs, timeZone });
  if (updates.every(({ claimedKey }) => !claimedKey)) return new Map();
  const [duplicates] = await ctx.database.batch([takenKeysStatement(userOf(ctx).accountNumber, updates)]);
  const released = new Set(updates.filter(({ releasedKey }) => releasedKey).map(({ read }) => read.id));
  return remainingDuplicates(new Map(duplicates), released);
}

/**
 * Permanently deletes plugs in the trash, in one round trip. Returns the number of deleted plugs. A plug that is not in
 * the trash, or that another write changed after it was read, is not deleted.
 */
export async function eraseReadPlugs(ctx: Ctx, reads: PlugRow[]): Promise<number> {
  const results = await ctx.database.batch([...erasePlugsStatements(reads, originOf(ctx, {}))]);
  return (results.at(-1) ?? []).length;
}

async function writeChanges(
  ctx: Ctx,
  changes: PlugChange[],
  { skipsDuplicates, ...options }: WriteOptions & { skipsDuplicates: boolean },
): Promise<SeparateWrites & { lastRows: unknown[] }> {
  const { updates, unchanged } = planUpdates(changes, { nowMs: ctx.nowMs, timeZone: options.timeZone });
  if (updates.length === 0) return { plugs: byId(unchanged), duplicates: new Map(), lastRows: [] };
  const origin = originOf(ctx, options);
  const parts = stagesOf(updates).flatMap((stage) =>
    updatePlugsStatements(stage, origin, { skipsDuplicates }),
  );
  const findsDuplicates = skipsDuplicates && updates.some(({ claimedKey }) => claimedKey);
  const { statementsBefore = [], statementsAfter = [] } = options;
  const guarded = options.isAtomic ? changes : updates;
  const guard =
    options.isAtomic || statementsBefore.length > 0
      ? [requireUnchangedStatement(guarded.map(({ read }) => read))]
      : [];
  const reads = findsDuplicates ? [takenKeysStatement(origin.owner, updates)] : [];
  try {
    const statements = {
      statementsBefore: [...guard, ...statementsBefore],
      statementsAfter: [...statementsAfter, ...reads],
    };
    const { rows, results } = await runWrite(ctx, parts, statements);
    const lastRows = results.at(-1) ?? [];
    const duplicates = findsDuplicates ? (lastRows as [string, string][]) : [];
    return { plugs: byId([...unchanged, ...rows]), duplicates: new Map(duplicates), lastRows };
  } catch (error) {
    if (isChangedPlugError(error)) return { plugs: byId(unchanged), duplicates: new Map(), lastRows: [] };
    throw error;
  }
}

/** Runs a write in one batch. Returns the written plugs and the result rows of each statement. */
async function runWrite(
  ctx: Ctx,
  parts: PartStatements[],
  { statementsBefore = [], statementsAfter = [] }: Pick<WriteOptions, 'statementsBefore' | 'statementsAfter'>,
): Promise<{ rows: PlugRow[]; results: unknown[][] }> {
  const statements = [...statementsBefore, ...allStatements(parts), ...statementsAfter];
  const results: unknown[][] = await ctx.database.batch(statements);
  const rows = parts.flatMap((part) => results[statements.indexOf(part.rows)] as PlugRow[]);
  return { rows, results };
}

function insertsOf(plugs: NewPlug[], timeZone: string): PlugInsert[] {
  return plugs.map((sent) => {
    const plug = { ...sent, phoneCountry: phoneCountry(sent as PlugRow, timeZone) };
    return {
      plug,
      entry: indexEntry(plug.owner, plug.plugType, plug as PlugRow),
      keyChanges: keyChanges(null, plug as PlugRow),
    };
  });
}

function byId(plugs: PlugRow[]): Map<string, PlugRow> {
  return new Map(plugs.map((plug) => [plug.id, plug]));
}

function originOf(ctx: Ctx, { via, changeset }: Partial<WriteOptions>): WriteOrigin {
  const { accountNumber: owner, sessionId, via: requestVia } = userOf(ctx);
  return { owner, nowMs: ctx.nowMs, via: via ?? requestVia, sessionId, changeset };
}
