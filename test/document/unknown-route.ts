/**
 * Checks the responses of paths that the document does not describe: the HTML pages, the webhook of Telegram, and
 * unknown paths. An unknown path responds with the error body of the contract of the path.
 */
import { messageOf } from './failures.ts';
import type { Schema } from './openapi.ts';
import type { Validation } from './validation.ts';

/** The error schema for each path prefix. The first prefix that matches is used. */
const ERROR_SCHEMAS: [string, Schema][] = [
  ['/api/v1/', schemaReference('V1Error')],
  ['/api/', schemaReference('MediaError')],
  ['/auth/', schemaReference('AuctionError')],
  ['/', schemaReference('ServiceError')],
];

/**
 * The statuses of unknown paths. A body that is too large or a request over a limit is rejected before the route is
 * found.
 */
const UNKNOWN_PATH_STATUSES = [404, 413, 429];

/** The paths of the HTML pages, which the document does not describe. */
const PAGE_PATH = /^\/(?:(?:web|admin)(?:\/.*)?|dev\/components\/?|account\/(?:revert|invitation)\/.*)?$/;

/**
 * The path that receives updates from Telegram. The document does not describe this path, because only Telegram calls
 * it.
 */
const WEBHOOK_PATH = '/telegram/webhook';
const WEBHOOK_STATUSES = [200, 400, 401, 403, 404, 413, 415, 500, 503];

/** Matches inline code and styles in a text whose attribute values are removed. */
const INLINE_CODE = /<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/;

/** Whether a path belongs to the HTML pages. */
export function isPagePath({ pathname }: URL): boolean {
  return PAGE_PATH.test(pathname);
}

/** Whether the request has the method and the path of the webhook of Telegram. */
export function isWebhook(method: string, { pathname }: URL): boolean {
  return method === 'POST' && pathname.replace(/\/$/, '') === WEBHOOK_PATH;
}

/** The problems of a response of the webhook. A 200 must have no body, and every other response must have a body. */
export function problemsOfWebhook({ status }: Pick<Response, 'status'>, text: string): string[] {
  return [
    ...(WEBHOOK_STATUSES.includes(status) ? [] : [`the webhook responds with ${status}`]),
    ...((text === '') === (status === 200) ? [] : ['the response of the webhook has an unexpected body']),
  ];
}

/** Whether the response is a 404 with an HTML page. */
export function isNotFoundPage({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean {
  return status === 404 && /^text\/html/i.test(headers.get('Content-Type') ?? '');
}

/**
 * The problems of a response of an HTML page. The response must be HTML without inline code, a file to save, an SVG
 * image, or a redirect without a body, also a redirect for htmx. Caches must not store the response.
 */
export function problemsOfPage(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
): string[] {
  const isHtml = /^text\/html/i.test(headers.get('Content-Type') ?? '');
  const isFile = headers.get('Content-Disposition')?.startsWith('attachment') ?? false;
  const isImage = /^image\/svg\+xml/i.test(headers.get('Content-Type') ?? '');
  const isEmpty = text === '' && (headers.has('Location') || headers.has('HX-Redirect'));
  return [
    ...(isHtml || isFile || isImage || isEmpty
      ? []
      : [`a page is neither HTML, a file, an image nor a redirect (${status})`]),
    ...(headers.get('Cache-Control') === 'no-store' ? [] : ['a page may be stored']),
    ...(isHtml && INLINE_CODE.test(text.replace(/"[^"]*"/g, '""'))
      ? ['a page contains inline code or style']
      : []),
  ];
}

/** The differences between the response of an undocumented path and the expected response. */
export function problemsOfUnknown(
  { pathname }: URL,
  { status, text }: { status: number; text: string },
  validate: Validation,
): string[] {
  if (!UNKNOWN_PATH_STATUSES.includes(status)) return ['the route is not documented'];
  const [, schema = {}] = ERROR_SCHEMAS.find(([prefix]) => `${pathname}/`.startsWith(prefix)) ?? [];
  const body: unknown = JSON.parse(text);
  const problems = validate(schema, body);
  if (problems.length > 0 || status !== 404 || /^not.found$/i.test(messageOf(body))) return problems;
  return ['the message of an undocumented path must be "Not found"'];
}

/**
 * A reference to a schema. Validators are cached by the object of the schema, so each reference is created only once.
 */
function schemaReference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
