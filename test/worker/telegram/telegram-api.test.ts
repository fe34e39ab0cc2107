/** The client of the Bot API in workerd: the requests that it sends, and the errors that it returns. */
import { afterEach, expect, it, vi } from 'vitest';
import {
  callTelegram,
  downloadTelegramFile,
  openTelegramApi,
} from '../../../src/telegram-api/telegram-api.ts';

const ACCESS = { token: '1000000001:AA-token-for-tests-only-0000', apiUrl: 'https://telegram.test' };
const MESSAGE = { chat_id: 7, text: 'Hello' };

afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * Replaces `fetch` by a function that returns the given responses in order and then fails with a network error. Returns
 * the list of the requests. Each call of the replaced `fetch` adds its request to the list.
 */
function respondWith(...responses: (() => Response)[]): Request[] {
  const requests: Request[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    requests.push(new Request(url as string, init as RequestInit));
    const respond = responses[requests.length - 1];
    if (!respond) throw new TypeError(`network failure at ${String(url)}`);
    return respond();
  });
  return requests;
}

/** An error response of the Bot API. */
const errorResponse = (code: number, parameters?: object) => () =>
  Response.json({ ok: false, error_code: code, description: 'Bad Request: no', parameters });

it('the client sends the parameters of a method as JSON to the configured origin, and returns the result', async () => {
  const requests = respondWith(() => Response.json({ ok: true, result: { message_id: 5 } }));
  const result = await callTelegram(openTelegramApi(ACCESS), 'sendMessage', MESSAGE);
  expect(result).toEqual({ kind: 'done', value: { message_id: 5 } });
  expect(requests[0]?.url).toBe(`https://telegram.test/bot${ACCESS.token}/sendMessage`);
  expect(await requests[0]?.json()).toEqual(MESSAGE);
});

it.each([
  ['the error 400', errorResponse(400), { kind: 'refused', description: 'Bad Request: no' }],
  ['the error 401', errorResponse(401), { kind: 'unavailable' }],
  ['the error 403', errorResponse(403), { kind: 'blocked' }],
  ['the error 429', errorResponse(429, { retry_after: 30 }), { kind: 'limited', retryAfterSeconds: 30 }],
  ['the error 500', errorResponse(500), { kind: 'unavailable' }],
  ['a body that is not JSON', () => new Response('<html>'), { kind: 'unavailable' }],
])('the client returns the kind of error of a response with %s', async (_content, respond, expected) => {
  respondWith(respond);
  expect(await callTelegram(openTelegramApi(ACCESS), 'sendMessage', MESSAGE)).toEqual(expected);
});

it('the client repeats a call when Telegram limits the bot for a short time', async () => {
  const requests = respondWith(errorResponse(429, { retry_after: 0 }), () =>
    Response.json({ ok: true, result: true }),
  );
  expect(
    await callTelegram(openTelegramApi(ACCESS), 'answerCallbackQuery', { callback_query_id: '1' }),
  ).toEqual({
    kind: 'done',
    value: true,
  });
  expect(requests).toHaveLength(2);
});

it('the client neither returns nor logs the token after a network error', async () => {
  respondWith();
  const logs = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const results = [
    await callTelegram(openTelegramApi(ACCESS), 'sendMessage', MESSAGE),
    await downloadTelegramFile(ACCESS, 'documents/1.vcf', 100),
  ];
  expect(results).toEqual([{ kind: 'unavailable' }, { kind: 'unavailable' }]);
  expect(JSON.stringify(logs.map(({ mock }) => mock.calls))).not.toContain(ACCESS.token);
});

it('the client downloads a file that is smaller than the maximum size and refuses a file that is one byte larger than this size', async () => {
  const requests = respondWith(
    () => new Response('BEGIN:VCARD'),
    () => new Response('x'.repeat(101)),
  );
  const file = await downloadTelegramFile(ACCESS, 'documents/1.vcf', 100);
  expect(file.kind === 'done' && new TextDecoder().decode(file.value)).toBe('BEGIN:VCARD');
  expect(await downloadTelegramFile(ACCESS, 'documents/1.vcf', 100)).toMatchObject({ kind: 'refused' });
  expect(requests[0]?.url).toBe(`https://telegram.test/file/bot${ACCESS.token}/documents/1.vcf`);
});
