/**
 * A client of the Telegram Bot API. Methods are called with grammY, and files are downloaded with `fetch`. Errors are
 * returned as values and not thrown. The token of the bot is part of every URL of this API, so neither a URL nor the
 * text of a network error is logged or returned.
 */
import { Api, GrammyError, InputFile } from 'grammy';

export interface TelegramAccess {
  token: string;
  /** The origin of the Bot API, without a slash at the end. */
  apiUrl: string;
}

type Methods = Api['raw'];

/** The methods that the bot calls with `callTelegram`. Only `sendTelegramFile` calls `sendDocument`. */
export type TelegramMethod =
  | 'sendMessage'
  | 'editMessageText'
  | 'editMessageReplyMarkup'
  | 'answerCallbackQuery'
  | 'getFile';

export type TelegramPayload<Method extends TelegramMethod> = Parameters<Methods[Method]>[0];

export type TelegramResult<Value> =
  | { kind: 'done'; value: Value }
  /** The bot may not write to the chat (403), for example because the user has blocked the bot. */
  | { kind: 'blocked' }
  /** Telegram rejected the call (400), or a downloaded file is too large. The description contains no user data. */
  | { kind: 'refused'; description: string }
  /** Telegram limits the calls of the bot (429). */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** Any other failure, such as a network error, a time-out, a wrong token or a server error. */
  | { kind: 'unavailable' };

const TIMEOUT_SECONDS = 4;
/**
 * An upload lasts until its content has been read. It must end within the 30 seconds for which a worker can continue
 * after its response.
 */
const UPLOAD_TIMEOUT_SECONDS = 25;
/** The maximum delay before a repeated call. A longer delay would exceed the time limit of a handler. */
const MAX_RETRY_DELAY_SECONDS = 2;

/** Creates the client of the Bot API without sending a request. */
export function openTelegramApi({ token, apiUrl }: TelegramAccess, timeoutSeconds = TIMEOUT_SECONDS): Api {
  return new Api(token, {
    apiRoot: apiUrl,
    timeoutSeconds,
    // Without this function, grammY would always use the `fetch` of its first call. Tests replace `fetch` later.
    fetch: (url: string, init?: RequestInit) => fetch(url, init),
  });
}

/**
 * Calls a method of the Bot API. If Telegram limits the bot for at most two seconds, the call is repeated once after
 * that time.
 */
export async function callTelegram<Method extends TelegramMethod>(
  { raw }: Api,
  method: Method,
  payload: TelegramPayload<Method>,
): Promise<TelegramResult<Awaited<ReturnType<Methods[Method]>>>> {
  const call = raw[method] as (
    sent: TelegramPayload<Method>,
  ) => Promise<Awaited<ReturnType<Methods[Method]>>>;
  const result = await resultOf(call(payload));
  if (result.kind !== 'limited' || result.retryAfterSeconds > MAX_RETRY_DELAY_SECONDS) return result;
  await new Promise((resolve) => setTimeout(resolve, result.retryAfterSeconds * 1000));
  return resultOf(call(payload));
}

export interface TelegramFile {
  chatId: number;
  name: string;
  caption: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Uploads a file as a message. The content is streamed, so the call cannot be repeated. If the content ends with an
 * error, the result is `unavailable`.
 */
export function sendTelegramFile(
  access: TelegramAccess,
  { chatId, name, caption, content }: TelegramFile,
): Promise<TelegramResult<unknown>> {
  const { raw } = openTelegramApi(access, UPLOAD_TIMEOUT_SECONDS);
  return resultOf(raw.sendDocument({ chat_id: chatId, caption, document: new InputFile(content, name) }));
}

/**
 * Downloads a file whose path `getFile` returned. The result is `refused` for a file of more than `maxBytes`, and
 * `unavailable` for any other error.
 */
export async function downloadTelegramFile(
  { token, apiUrl }: TelegramAccess,
  path: string,
  maxBytes: number,
): Promise<TelegramResult<Uint8Array>> {
  try {
    const response = await fetch(`${apiUrl}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
      redirect: 'manual',
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'unavailable' };
    }
    return await readBounded(response, maxBytes);
  } catch {
    return { kind: 'unavailable' };
  }
}

async function resultOf<Value>(call: Promise<Value>): Promise<TelegramResult<Value>> {
  try {
    return { kind: 'done', value: await call };
  } catch (error) {
    if (!(error instanceof GrammyError)) return { kind: 'unavailable' };
    if (error.error_code === 403) return { kind: 'blocked' };
    if (error.error_code === 429) {
      // Without a stated delay, the call is not repeated.
      return {
        kind: 'limited',
        retryAfterSeconds: error.parameters.retry_after ?? MAX_RETRY_DELAY_SECONDS + 1,
      };
    }
    return error.error_code === 400
      ? { kind: 'refused', description: error.description }
      : { kind: 'unavailable' };
  }
}

/** Reads the content of a response. The result is `refused` if the content has more than `maxBytes`. */
async function readBounded(response: Response, maxBytes: number): Promise<TelegramResult<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return { kind: 'refused', description: 'The file is too large' };
    chunks.push(chunk);
  }
  return { kind: 'done', value: Buffer.concat(chunks) };
}
