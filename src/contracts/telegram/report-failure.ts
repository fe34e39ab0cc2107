/** Reports the failure of an update to the chat. */
import { AppError } from '../../rules/app-error.ts';
import type { BotContext } from './bot-context.ts';
import { answerButton, sendText } from './messages.ts';
import { hasSentence, sentenceOf } from './sentences.ts';

/**
 * Sends the sentence for the code of an error, or an apology if the code has no sentence. An error without a sentence is
 * also logged.
 */
export async function reportFailure(c: BotContext, error: unknown): Promise<void> {
  const code = error instanceof AppError ? error.code : 'INTERNAL';
  if (!hasSentence(code)) {
    const text = error instanceof Error ? error.stack : String(error);
    console.error({ request_id: c.core.request.id, message: 'An update of Telegram failed', error: text });
  }
  const sentence = sentenceOf(code);
  await (c.received.callback_query ? answerButton(c, sentence) : sendText(c, sentence));
}
