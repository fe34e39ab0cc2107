/** Checks the responses of undocumented paths: 404 with the error body of the contract of the path. */
import { messageOf } from './failures.ts';
import type { Schema } from './openapi.ts';
import type { Validation } from './validation.ts';

/** The error schema for each path prefix, the longest prefix first. */
const ERROR_SCHEMAS: [string, Schema][] = [
  ['/api/v1/', schemaReference('V1Error')],
  ['/api/', schemaReference('MediaError')],
  ['/auth/', schemaReference('AuctionError')],
  ['/', schemaReference('ServiceError')],
];

/** Bodies that are too large and requests over a limit are rejected before a route is looked up. */
const STATUSES = [404, 413, 429];

/** The paths of the HTML pages, which the document does not describe. */
const PAGE = /^\/(?:(?:web|admin)(?:\/.*)?|dev\/components\/?|account\/(?:revert|invitation)\/.*)?$/;

/** The path that receives the updates of Telegram. The document does not describe it, because no client calls it. */
const WEBHOOK = '/telegram/webhook';
const WEBHOOK_STATUSES = [200, 400, 401, 403, 404, 413, 415, 500, 503];

/** Matches inline code and styles in a text whose attribute values are removed. */
const INLINE = /<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/;

/** Whether a path belongs to the HTML pages. */
export function isPagePath({ pathname }: URL): boolean {
  return PAGE.test(pathname);
}

/** Whether a request is sent by Telegram. */
export function isWebhook(method: string, { pathname }: URL): boolean {
  return method === 'POST' && pathname.replace(/\/$/, '') === WEBHOOK;
}

/** The problems of a response to Telegram: only an error has a body. */
export function problemsOfWebhook({ status }: Pick<Response, 'status'>, text: string): string[] {
  return [
    ...(WEBHOOK_STATUSES.includes(status) ? [] : [`the webhook responds with ${status}`]),
    ...((text === '') === (status === 200) ? [] : ['the response of the webhook has an unexpected body']),
  ];
}

/** Whether the response is the HTML page for a path that has no page. */
export function isNotFoundPage({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean {
  return status === 404 && /^text\/html/i.test(headers.get('Content-Type') ?? '');
}

/**
 * The problems of a response of an HTML page. It must be HTML, a file to save, an SVG image, a redirect, or empty for htmx, and it
 * must not be stored.
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
    ...(isHtml || isFile || isImage || isEmpty ? [] : [`a page is neither HTML nor a redirect (${status})`]),
    ...(headers.get('Cache-Control') === 'no-store' ? [] : ['a page may be stored']),
    ...(isHtml && INLINE.test(text.replace(/"[^"]*"/g, '""'))
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
  if (!STATUSES.includes(status)) return ['the route is not documented'];
  const [, schema = {}] = ERROR_SCHEMAS.find(([prefix]) => `${pathname}/`.startsWith(prefix)) ?? [];
  const body: unknown = JSON.parse(text);
  const problems = validate(schema, body);
  if (problems.length > 0 || status !== 404 || /^not.found$/i.test(messageOf(body))) return problems;
  return ['the message of an undocumented path must be "Not found"'];
}

/** A reference to a schema. The validators are cached by this object, so each validator is created once. */
function schemaReference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
