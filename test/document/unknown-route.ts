/** What is answered where the document knows no operation: not found, in the words of whose path it is. */
import { sentenceOf } from './failures.ts';
import type { Schema } from './openapi.ts';
import type { Validation } from './validation.ts';

/** Whose failures have which shape, the longest prefix first. */
const SHAPES: [string, Schema][] = [
  ['/api/v1/', shape('Error')],
  ['/api/', shape('MediaError')],
  ['/auth/', shape('AuctionError')],
  ['/', shape('ServiceError')],
];

/** Bodies that are too large and requests over a limit are rejected before a route is looked up. */
const STATUSES = [404, 413, 429];

/** What is wrong with the answer of no operation. */
export function problemsOfUnknown(
  { pathname }: URL,
  { status, text }: { status: number; text: string },
  problemsBy: Validation,
): string[] {
  if (!STATUSES.includes(status)) return ['the route is not documented'];
  const [, schema = {}] = SHAPES.find(([prefix]) => `${pathname}/`.startsWith(prefix)) ?? [];
  const body: unknown = JSON.parse(text);
  const problems = problemsBy(schema, body);
  if (problems.length > 0 || status !== 404 || /^not.found$/i.test(sentenceOf(body))) return problems;
  return ['a 404 of no route says that it is not found'];
}

/** The same object each time, by which its validator is known. */
function shape(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
