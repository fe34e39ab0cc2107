/** Changes a plug that was read, under optimistic locking by its etag. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import type { Conditions } from '../../rules/conditional-request.ts';
import { anyPlugStatement, type PlugRow } from '../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { duplicateError } from './duplicate-error.ts';
import { requireConditions } from './etag.ts';
import { changePlugs } from './write-plugs.ts';

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

/** A plug after a write. `isWritten` is false when no value changed: there is no new revision then. */
export interface WrittenPlug {
  plug: PlugRow;
  isWritten: boolean;
}

/** Maximum attempts of one write while other writes of the same plug succeed. */
const MAX_ATTEMPTS = 64;
/** The upper bound of the random delay before another attempt; it doubles from the lower to the higher. */
const FIRST_DELAY_MS = 8;
const MAX_DELAY_MS = 256;

/**
 * Reads, changes and writes a plug in two round trips. Only values that differ are written; when none does, the plug
 * stays as it is. When another write came between, the plug is read again and the change is applied to it.
 * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `DUPLICATE_CONTACT`, `DUPLICATE_TARGET`, `INVALID_INPUT`,
 *   `UNAVAILABLE` after 64 attempts, what `change` throws, and as `readWithAccess` does
 */
export function writePlug(ctx: Ctx, { change, ...target }: PlugWrite): Promise<WrittenPlug> {
  return attemptOnPlug(ctx, target, async (read) => {
    const changed = change(read);
    try {
      const plug = (await changePlugs(ctx, [{ read, changed }])).get(read.id);
      return plug && { plug, isWritten: plug.etag !== read.etag };
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

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
