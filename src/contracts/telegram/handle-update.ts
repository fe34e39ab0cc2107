/** Handles one update, and reports a failure to the chat. */
import type { Ctx } from '../../core/request/context.ts';
import { claimLimitedUpdate, claimUpdate, RepeatedUpdate } from '../../core/telegram/claim-update.ts';
import { AppError } from '../../rules/app-error.ts';
import { bot } from './bot.ts';
import { BotContext } from './bot-context.ts';
import { answerButton, sendText } from './messages.ts';
import { reportFailure } from './report-failure.ts';
import { LIMIT_SENTENCE } from './sentences.ts';
import type { ReceivedUpdate } from './update-schema.ts';

/** The state of an update that is being handled. */
export interface Handling {
  /**
   * Rejects with `UNAVAILABLE` if storage fails before the update has an effect. Telegram should then send the update
   * again.
   */
  done: Promise<void>;
  /** Whether the update is claimed, or its effect is stored (`BotUpdate`). */
  isHandled(): boolean;
}

/**
 * Begins to handle an update, and returns before the update is handled.
 * @throws AppError `NOT_FOUND` if the bot is not configured
 */
export function handleUpdate(ctx: Ctx, update: ReceivedUpdate): Handling {
  const { telegram } = ctx.configuration;
  if (!telegram) throw new AppError('NOT_FOUND');
  const c = new BotContext(ctx, telegram, update);
  return { done: run(c), isHandled: () => c.botUpdate.isHandled };
}

async function run(c: BotContext): Promise<void> {
  try {
    await bot.middleware()(c, async () => undefined);
  } catch (error) {
    await respondToError(c, await claimFailedUpdate(c, error));
  }
}

/**
 * Claims an update that failed before it was claimed, so that this update counts in the limit of the chat. Returns the
 * error that determines the response: the given error, or the reason why the update cannot be claimed.
 */
async function claimFailedUpdate(c: BotContext, error: unknown): Promise<unknown> {
  if (isClaimError(error)) return error;
  try {
    await claimUpdate(c.core, c.botUpdate);
    return error;
  } catch (claimError) {
    return isClaimError(claimError) ? claimError : error;
  }
}

/** Whether an error states that the update is claimed by another request, exceeds the limit or must be sent again. */
function isClaimError(error: unknown): boolean {
  if (error instanceof AppError) return error.is('LIMIT_EXCEEDED') || error.is('UNAVAILABLE');
  return error instanceof RepeatedUpdate;
}

/** @throws AppError `UNAVAILABLE` if Telegram should send the update again */
async function respondToError(c: BotContext, error: unknown): Promise<void> {
  if (error instanceof RepeatedUpdate) return;
  if (error instanceof AppError && error.is('LIMIT_EXCEEDED')) return reportLimit(c);
  if (error instanceof AppError && error.is('UNAVAILABLE') && !c.botUpdate.isHandled) throw error;
  await reportFailure(c, error);
}

/**
 * Informs the user about the limit, at most once a minute. The bot ignores further messages of that minute, and answers
 * further pressed buttons without a text.
 */
async function reportLimit(c: BotContext): Promise<void> {
  const isFirst = await claimLimitedUpdate(c.core, c.botUpdate);
  // Without an answer, the Telegram app shows the pressed button as busy.
  if (c.received.callback_query) await answerButton(c, isFirst ? LIMIT_SENTENCE : undefined);
  else if (isFirst) await sendText(c, LIMIT_SENTENCE);
}
