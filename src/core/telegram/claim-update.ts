/**
 * Handles each update of Telegram once, and limits the updates of a chat. Telegram sends an update again until it gets a
 * successful response.
 */
import { AppError } from '../../rules/app-error.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { StoppedBatch } from '../../store/database/stopped-batch.ts';
import {
  CLAIMED_UPDATE,
  type claimStateStatement,
  claimUpdateStatement,
  type UpdateKey,
} from '../../store/telegram/updates.ts';
import type { Ctx } from '../request/context.ts';

/** An update in a private chat: the chat has the id of its user. */
export interface BotUpdate {
  updateId: number;
  chat: number;
  /** Set to true when the effect of the update is stored, so that Telegram does not have to send the update again. */
  isHandled: boolean;
}

/** Thrown when another request has handled the update or is handling it. The repeated update must have no effect. */
export class RepeatedUpdate extends Error {}

/** The maximum number of updates of a chat in one minute. */
export const UPDATES_PER_MINUTE = 30;
const WINDOW_SECONDS = 60;

/** Returns the statement that claims an update. The statement runs in the batch that applies the update. */
export function claimStatement(ctx: Ctx, update: BotUpdate, max = UPDATES_PER_MINUTE) {
  return claimUpdateStatement(keyOf(ctx, update), max);
}

/** Returns the key of an update, with the time of the request. */
export function keyOf({ nowMs }: Ctx, { updateId, chat }: BotUpdate): UpdateKey {
  return { updateId, chat, nowMs };
}

/**
 * Claims an update that has no other effect in D1.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function claimUpdate(ctx: Ctx, update: BotUpdate, max?: number): Promise<void> {
  await withClaim(update, () => ctx.database.batch([claimStatement(ctx, update, max)]));
}

/**
 * Claims an update above the limit of its chat. Returns true only for the first such update of a minute, so that the user
 * is informed once.
 */
export async function claimLimitedUpdate(ctx: Ctx, update: BotUpdate): Promise<boolean> {
  try {
    await claimUpdate(ctx, update, UPDATES_PER_MINUTE + 1);
    return true;
  } catch (error) {
    if (error instanceof RepeatedUpdate || (error instanceof AppError && error.is('LIMIT_EXCEEDED'))) {
      return false;
    }
    throw error;
  }
}

/**
 * Rejects a repeated update, and an update above the limit, by the state that the access check has read. A parallel
 * update may not be in this state yet. Only the claim in the batch that applies the update is exact.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`
 */
export function rejectHandledUpdate(
  state: ReturnType<ReturnType<typeof claimStateStatement>['toRows']>,
): void {
  const { isClaimed, recentUpdates } = state[0] ?? { isClaimed: false, recentUpdates: 0 };
  if (isClaimed) throw new RepeatedUpdate();
  if (recentUpdates >= UPDATES_PER_MINUTE) throw limitExceeded();
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
    if (error instanceof UniqueViolation && error.index === CLAIMED_UPDATE) throw new RepeatedUpdate();
    if (error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'limited'))
      throw limitExceeded();
    throw error;
  }
}

function limitExceeded(): AppError {
  return new AppError('LIMIT_EXCEEDED', {
    name: 'telegram',
    max: UPDATES_PER_MINUTE,
    windowSeconds: WINDOW_SECONDS,
    retryAfterSeconds: WINDOW_SECONDS,
  });
}
