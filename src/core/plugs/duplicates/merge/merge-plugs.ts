/** Merges plugs of one person, or computes the result of the merge (dry run). */
import { v7 as uuid } from 'uuid';
import { dayOfMs } from '../../../../rules/accounts/local-day.ts';
import { AppError, invalidField, unavailable } from '../../../../rules/app-error.ts';
import { mergedPlug } from '../../../../rules/plugs/merge/merged-plug.ts';
import type { KeptInRecord, MergeChoice } from '../../../../rules/plugs/merge/merged-values.ts';
import { isIdentified } from '../../../../rules/plugs/plug.ts';
import { writeChangesetStatement } from '../../../../store/plugs/changesets.ts';
import { aliasesStatement } from '../../../../store/plugs/merges/aliases.ts';
import type { MergeReport } from '../../../../store/plugs/merges/merges.ts';
import { anyPlugsStatement, type PlugRow } from '../../../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { duplicateCode, duplicateError } from '../../duplicate-error.ts';
import type { PlugChange } from '../../plug-update.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../../write-attempts.ts';
import { changePlugs, findTakenKeys } from '../../write-plugs.ts';

export interface MergeInput {
  /** The id of the plug that stays. */
  winnerId: string;
  /** The plugs that are merged into the winner: 1 to 20 ids. A repeated id counts once. */
  loserIds: readonly string[];
  /** For some fields, the id of the plug whose value is used, also if the value is empty. */
  fields: MergeChoice;
  /** Whether the merge computes its result without writing anything. */
  isDryRun: boolean;
}

export interface MergeResult {
  /** The winner after the merge. */
  plug: PlugRow;
  /** The id of the changeset, by which the merge can be undone; null for a dry run. */
  mergeId: string | null;
  /** The number of losers. */
  merged: number;
  /** The values of the losers that were not added to the winner (see `KeptInRecord`). */
  keptInRecord: KeptInRecord[];
}

/** The maximum number of plugs that one merge puts into the trash. */
export const MAX_LOSERS = 20;
const UNIDENTIFIED_MESSAGE = 'The merged plug must have a name, a company, an e-mail address or a number';

/** The plugs of a merge, and the time zone of the account. */
interface PlugsToMerge {
  winner: PlugRow;
  losers: PlugRow[];
  timeZone: string;
}

/**
 * Merges plugs into one, in two round trips. The winner gets the merged values, and the losers are moved to the trash.
 * Either all plugs are written in one batch, or none is written. If another write changes one of the plugs first, the
 * plugs are read again. A dry run writes nothing. If parallel requests merge the same loser, at most one succeeds.
 * @throws AppError `NOT_FOUND` for an unknown id and an id of another owner, `MERGED` for a plug that is already
 *   merged, `INVALID_INPUT` for wrong ids, for a plug in the trash, and for a choice that leaves no value that
 *   identifies the plug, `DUPLICATE_CONTACT` or `DUPLICATE_TARGET` when the merged plug would be a duplicate of another
 *   plug, `UNAVAILABLE` after 64 attempts, and the codes of `readWithAccess`
 */
export async function mergePlugs(ctx: Ctx, input: MergeInput): Promise<MergeResult> {
  const loserIds = [...new Set(input.loserIds)];
  rejectWrongIds(input, loserIds);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const read = await readPlugs(ctx, input.winnerId, loserIds);
    const day = dayOfMs(read.timeZone, ctx.nowMs);
    const mergeOutcome = mergedPlug(read.winner, read.losers, { choice: input.fields, day });
    // The choice of an empty value can remove the last value that identifies the plug.
    if (!isIdentified(mergeOutcome.plug)) throw invalidField('fields', UNIDENTIFIED_MESSAGE);
    const changes = changesOf(ctx, read, mergeOutcome.plug);
    const result = { merged: loserIds.length, keptInRecord: mergeOutcome.keptInRecord };
    if (input.isDryRun) {
      const taken = await findTakenKeys(ctx, changes, read.timeZone);
      if (taken.size > 0) throw new AppError(duplicateCode(mergeOutcome.plug.plugType));
      return { ...result, plug: mergeOutcome.plug, mergeId: null };
    }
    const mergeId = uuid();
    const plug = await writeMerge(ctx, { read, changes, mergeId });
    if (plug) return { ...result, plug, mergeId };
    await waitAfterAttempt(attempt);
  }
  throw unavailable();
}

function rejectWrongIds({ winnerId, fields }: MergeInput, loserIds: string[]): void {
  if (loserIds.length === 0) throw invalidField('loser_ids', 'loser_ids must have at least one id');
  if (loserIds.length > MAX_LOSERS) throw invalidField('loser_ids', `Send at most ${MAX_LOSERS} loser_ids`);
  if (loserIds.includes(winnerId)) throw invalidField('loser_ids', 'loser_ids must not contain winner_id');
  const ids = new Set([winnerId, ...loserIds]);
  if (Object.values(fields).some((id) => !ids.has(id))) {
    throw invalidField('fields', 'fields must name plugs of the merge');
  }
}

async function readPlugs(ctx: Ctx, winnerId: string, loserIds: string[]): Promise<PlugsToMerge> {
  const statement = anyPlugsStatement(userOf(ctx).accountNumber, [winnerId, ...loserIds]);
  const { account, results } = await readWithAccess(ctx, [statement]);
  const byId = new Map(results[0].map((plug) => [plug.id, plug]));
  await rejectErased(
    ctx,
    [winnerId, ...loserIds].filter((id) => !byId.has(id)),
  );
  const livePlug = (id: string, field: string) => requireLive(byId.get(id), field);
  return {
    winner: livePlug(winnerId, 'winner_id'),
    losers: loserIds.map((id) => livePlug(id, 'loser_ids')),
    timeZone: account.timeZone,
  };
}

/** Rejects a merged plug that was deleted permanently, and of which only the alias remains. */
async function rejectErased(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const [[alias]] = await ctx.database.batch([aliasesStatement(userOf(ctx).accountNumber, ids)]);
  if (alias) throw new AppError('MERGED', { mergedInto: alias[1] });
}

function requireLive(plug: PlugRow | undefined, field: string): PlugRow {
  if (!plug) throw new AppError('NOT_FOUND');
  if (plug.mergedInto !== null) throw new AppError('MERGED', { mergedInto: plug.mergedInto });
  if (plug.deletedAtMs !== null) throw invalidField(field, `The plug ${plug.id} is in the trash`);
  return plug;
}

function changesOf(ctx: Ctx, { winner, losers }: PlugsToMerge, merged: PlugRow): PlugChange[] {
  const removed = losers.map((read) => {
    const changed = { ...read, deletedAtMs: ctx.nowMs, mergedInto: winner.id };
    return { read, changed, kind: 'merged' } as const;
  });
  return [...removed, { read: winner, changed: merged, kind: 'merged' }];
}

/** Returns the winner after the write. Undefined means that another write changed one of the plugs. */
async function writeMerge(
  ctx: Ctx,
  { read, changes, mergeId }: { read: PlugsToMerge; changes: PlugChange[]; mergeId: string },
): Promise<PlugRow | undefined> {
  const { winner, losers, timeZone } = read;
  const { accountNumber: owner, sessionId, via } = userOf(ctx);
  const report: MergeReport = { winner: winner.id, losers: losers.map(({ id }) => id) };
  const changeset = writeChangesetStatement({
    owner,
    sessionId,
    via,
    id: mergeId,
    kind: 'merge',
    label: null,
    state: 'complete',
    nowMs: ctx.nowMs,
    report: JSON.stringify(report),
  });
  const options = { timeZone, via: 'merge', changeset: mergeId, isAtomic: true } as const;
  try {
    const written = await changePlugs(ctx, changes, { ...options, statementsAfter: [changeset] });
    return losers.every(({ id }) => written.has(id)) ? written.get(winner.id) : undefined;
  } catch (error) {
    throw duplicateError(error, changes.at(-1)?.changed.plugType ?? winner.plugType);
  }
}
