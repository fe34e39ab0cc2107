/** Changes a plug that was read, under optimistic locking by its etag. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import type { Conditions } from '../../rules/conditional-request.ts';
import { customDataProblem, type PlugFields } from '../../rules/plugs/plug.ts';
import { type PlugKeys, plugKeys } from '../../rules/plugs/plug-keys.ts';
import { type IndexEntry, indexEntry } from '../../rules/plugs/search-index.ts';
import { anyPlugStatement, type PlugRow, updatePlugStatements } from '../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { duplicateError } from './duplicate-error.ts';
import { newEtag, requireConditions } from './etag.ts';

export interface PlugTarget {
  id: string;
  /** Where the plug must be: a plug elsewhere is not found. */
  place: 'live' | 'trash' | 'anywhere';
  conditions?: Conditions | undefined;
}

export interface PlugWrite extends PlugTarget {
  /** The plug after the change; throws when a rule forbids it. A plug with equal values is not written. */
  change: (plug: PlugRow) => PlugRow;
}

/** Maximum attempts of one write while other writes of the same plug succeed. */
const MAX_ATTEMPTS = 64;
/** The upper bound of the random delay before another attempt; it doubles from the lower to the higher. */
const FIRST_DELAY_MS = 8;
const MAX_DELAY_MS = 256;

/** The fields whose words the search index has. */
const INDEXED: readonly (keyof PlugFields | 'plugType' | 'deletedAtMs')[] = [
  ...(['firstName', 'lastName', 'email', 'company', 'jobTitle', 'primaryNumber', 'secondaryNumber'] as const),
  ...(['notes', 'networkType', 'businessType', 'connectReason', 'tags', 'plugType', 'deletedAtMs'] as const),
];

/**
 * Reads, changes and writes a plug in two round trips. Only values that differ are written; when none does, the plug
 * stays as it is. When another write came between, the plug is read again and the change is applied to it.
 * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `DUPLICATE_CONTACT`, `DUPLICATE_TARGET`, `INVALID_INPUT`,
 *   `UNAVAILABLE` after 64 attempts, what `change` throws, and as `readWithAccess` does
 */
export function writePlug(ctx: Ctx, { change, ...target }: PlugWrite): Promise<PlugRow> {
  return attemptOnPlug(ctx, target, async (read) => {
    const changed = change(read);
    const values = differences(read, changed);
    if (Object.keys(values).length === 0) return read;
    rejectLargeData(changed);
    const keys = differences(read, { ...read, ...keysAfter(read, changed) });
    const written = { ...values, ...keys, etag: newEtag(), updatedAtMs: ctx.nowMs };
    const entry = entryAfter(read, changed);
    try {
      const [rows] = await ctx.database.batch([...updatePlugStatements(read, written, entry)]);
      return rows[0];
    } catch (error) {
      throw duplicateError(error, changed.plugType);
    }
  });
}

/**
 * Reads a plug and acts on it until `act` does not return undefined, which means that another write came between.
 * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `UNAVAILABLE` after 64 attempts, what `act` throws, and as
 *   `readWithAccess` does
 */
export async function attemptOnPlug<Result>(
  ctx: Ctx,
  { id, place, conditions }: PlugTarget,
  act: (read: PlugRow) => Promise<Result | undefined>,
): Promise<Result> {
  const { accountNumber } = userOf(ctx);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { results } = await readWithAccess(ctx, [anyPlugStatement(accountNumber, id)]);
    const read = results[0][0];
    if (!read || (place !== 'anywhere' && (place === 'trash') === (read.deletedAtMs === null))) {
      throw new AppError('NOT_FOUND');
    }
    requireConditions(read, conditions);
    const result = await act(read);
    if (result !== undefined) return result;
    await delay(Math.random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt));
  }
  throw unavailable();
}

/**
 * The duplicate key changes with the fields it is made of only: a plug whose key is older than the rule for it can
 * still be changed in its other fields.
 */
function keysAfter(read: PlugRow, changed: PlugRow): PlugKeys {
  const keys = plugKeys(changed.plugType, changed);
  const isSame = keys.duplicateKey === plugKeys(read.plugType, read).duplicateKey;
  const isMoved = read.deletedAtMs !== changed.deletedAtMs;
  return isSame && !isMoved ? { ...keys, duplicateKey: read.duplicateKey } : keys;
}

function differences(read: PlugRow, changed: PlugRow): Partial<PlugRow> {
  const differing = Object.entries(changed).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(read[field as keyof PlugRow]),
  );
  return Object.fromEntries(differing);
}

function entryAfter(read: PlugRow, changed: PlugRow): IndexEntry | null | undefined {
  if (changed.deletedAtMs !== null) return null;
  const isIndexed = INDEXED.every((field) => JSON.stringify(read[field]) === JSON.stringify(changed[field]));
  return isIndexed ? undefined : indexEntry(read.owner, changed.plugType, changed);
}

/** A merge of custom data can be larger than what was sent. */
function rejectLargeData({ customData }: PlugRow): void {
  const message = customDataProblem(customData);
  if (message) throw new AppError('INVALID_INPUT', { problems: [{ field: 'custom_data', message }] });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
