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

/** The differences of the response of an undocumented path. */
export function problemsOfUnknown(
  { pathname }: URL,
  { status, text }: { status: number; text: string },
  validate: Validation,
): string[] {
  // Pages for browsers are no part of the document.
  if (/^\/account\/(revert|invitation)\//.test(pathname)) {
    return text.startsWith('<!doctype html><html lang="en">') ? [] : ['no page'];
  }
  if (!STATUSES.includes(status)) return ['the route is not documented'];
  const [, schema = {}] = ERROR_SCHEMAS.find(([prefix]) => `${pathname}/`.startsWith(prefix)) ?? [];
  const body: unknown = JSON.parse(text);
  const problems = validate(schema, body);
  if (problems.length > 0 || status !== 404 || /^not.found$/i.test(messageOf(body))) return problems;
  return ['the message of an undocumented path must be "Not found"'];
}

/** A reference to a schema. Validators are cached by this object, so each is created once. */
function schemaReference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
