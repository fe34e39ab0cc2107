/**
 * Ensures that each update of Telegram takes effect at most once, and limits the updates of a chat. Telegram sends an
 * update again until it gets a successful response. An update that has an effect is therefore claimed: its id is
 * stored, usually in the batch that applies the update. A second claim of the same id fails. Only the end of a link
 * (`endLinkOfChat`) needs no claim.
 */
import { AppError } from '../../rules/app-error.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { StoppedBatch } from '../../store/database/stopped-batch.ts';
import {
  CLAIMED_UPDATE_INDEX,
  type claimStateStatement,
  claimUpdateStatement,
  type UpdateKey,
} from '../../store/telegram/updates.ts';
import type { Ctx } from '../request/context.ts';

/** An update of a chat. */
export interface BotUpdate {
  updateId: number;
  /** The id of the chat. In a private chat it is also the id of the Telegram user. */
  chat: number;
  /**
   * Set to true when the update is claimed or its effect is stored, so that Telegram does not have to send the update
   * again.
   */
  isHandled: boolean;
}

/** Thrown if another request has claimed the update. The repeated update must have no effect. */
export class RepeatedUpdate extends Error {}

/** The maximum number of updates of a chat in one minute. */
export const MAX_UPDATES_PER_MINUTE = 30;
const WINDOW_SECONDS = 60;

/**
 * Returns the statement that claims an update. The statement runs in the batch that applies the update.
 * @param max the maximum number of updates of the chat in one minute. A further update stops the batch
 */
export function claimStatement(ctx: Ctx, update: BotUpdate, max = MAX_UPDATES_PER_MINUTE) {
  return claimUpdateStatement(keyOf(ctx, update), max);
}

/** Returns the key of an update, with the time of the request. */
export function keyOf({ nowMs }: Ctx, { updateId, chat }: BotUpdate): UpdateKey {
  return { updateId, chat, nowMs };
}

/**
 * Claims an update that has no other effect in D1, unless this request has already claimed it.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function claimUpdate(ctx: Ctx, update: BotUpdate, max?: number): Promise<void> {
  if (update.isHandled) return;
  await withClaim(update, () => ctx.database.batch([claimStatement(ctx, update, max)]));
}

/**
 * Claims an update that exceeds the limit of its chat, and returns true. Returns false for a repeated update, and if the
 * chat already had more updates than the limit in the last minute. The caller informs the user only after `true`.
 * @throws AppError `UNAVAILABLE`
 */
export async function claimLimitedUpdate(ctx: Ctx, update: BotUpdate): Promise<boolean> {
  try {
    await claimUpdate(ctx, update, MAX_UPDATES_PER_MINUTE + 1);
    return true;
  } catch (error) {
    if (error instanceof RepeatedUpdate || (error instanceof AppError && error.is('LIMIT_EXCEEDED'))) {
      return false;
    }
    throw error;
  }
}

/**
 * Rejects a repeated update, and an update above the limit, before the work of the update begins.
 * @param state the result of `claimStateStatement` in the batch of the access check. A parallel update may be missing
 *   from this result, so only the later claim is exact
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`
 */
export function rejectHandledUpdate(
  state: ReturnType<ReturnType<typeof claimStateStatement>['toRows']>,
): void {
  const { isClaimed, recentUpdates } = state[0] ?? { isClaimed: false, recentUpdates: 0 };
  if (isClaimed) throw new RepeatedUpdate();
  if (recentUpdates >= MAX_UPDATES_PER_MINUTE) throw limitExceeded();
}

/**
 * Runs work whose batch contains the claim of the update, and converts the errors of the claim.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the errors of `work`
 */
export async function withClaim<Result>(update: BotUpdate, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work();
    update.isHandled = true;
    return result;
  } catch (error) {
    if (error instanceof UniqueViolation && error.index === CLAIMED_UPDATE_INDEX) throw new RepeatedUpdate();
    if (error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'limited'))
      throw limitExceeded();
    throw error;
  }
}

function limitExceeded(): AppError {
  return new AppError('LIMIT_EXCEEDED', {
    name: 'telegram',
    max: MAX_UPDATES_PER_MINUTE,
    windowSeconds: WINDOW_SECONDS,
    retryAfterSeconds: WINDOW_SECONDS,
  });
}
