/** The parameters of a call that are objects or lists. */
import { type Button, Refusal, type ReplyMarkup } from './objects.ts';
import type { Payload } from './payload.ts';

const MAX_BUTTON_DATA_BYTES = 64;

/**
 * Returns the reply markup of a message, such as its buttons; undefined if the call sends none.
 * @throws Refusal if a button is invalid
 * @throws SyntaxError as in `jsonOf`
 */
export function markupOf({ reply_markup: sent }: Payload): ReplyMarkup | undefined {
  const markup = jsonOf<ReplyMarkup>(sent);
  for (const button of (markup?.inline_keyboard ?? []).flat()) rejectInvalidButton(button);
  return markup;
}

function rejectInvalidButton({ text, callback_data: data, url }: Button): void {
  if (!text) throw new Refusal(400, 'Bad Request: inline keyboard button text is empty');
  if (data === undefined && url === undefined) {
    throw new Refusal(400, 'Bad Request: inline keyboard button type is unspecified');
  }
  const bytes = Buffer.byteLength(data ?? '');
  if (data !== undefined && (bytes === 0 || bytes > MAX_BUTTON_DATA_BYTES)) {
    throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
  if (url !== undefined && !/^(?:https?|tg):\/\//.test(url)) {
    throw new Refusal(
      400,
      `Bad Request: inline keyboard button URL '${url}' is invalid: Unsupported URL protocol`,
    );
  }
}

/**
 * Returns the items of a list; an empty list for a missing parameter or a value that is not a list.
 * @throws SyntaxError as in `jsonOf`
 */
export function listOf<Item>(sent: unknown): Item[] {
  const list = jsonOf<Item[]>(sent);
  return Array.isArray(list) ? list : [];
}

/**
 * Returns the value of a parameter. A form contains objects and lists as JSON text.
 * @throws SyntaxError if the parameter is a text that is not valid JSON
 */
export function jsonOf<Value>(sent: unknown): Value | undefined {
  return (typeof sent === 'string' ? JSON.parse(sent) : sent) as Value | undefined;
}
