/** Whether a failure is one of those that the document shows examples of. */
import type { MediaType } from './openapi.ts';

interface Failure {
  message?: string;
  error?: unknown;
  details?: Detail[];
}

interface Detail {
  field: string;
  message: string;
}

/** What differs from one failure to the next of its kind; the schema says which values there are. */
const VARIABLE = new Set(['timestamp', 'reason', 'details', 'upgrade_url']);

/** Whether an example has this sentence with these codes and these fields, no more and no fewer. */
export function isShown({ examples = {} }: MediaType, body: unknown): boolean {
  const sent = shapeOf(body);
  return Object.values(examples).some(({ value }) => shapeOf(value) === sent);
}

/** What a failure says to people; the service's own routes say a code. */
export function sentenceOf(body: unknown): string {
  return String(innerOf(body).message ?? innerOf(body).error ?? '');
}

/** All that must be as in the example. A sentence that stands elsewhere in the body must be the same there. */
function shapeOf(body: unknown): string {
  const sentence = sentenceOf(body);
  const told = isOfAField(body) ? 'what is wrong with the first field' : usual(sentence);
  return JSON.stringify(body, (key, value) => {
    if (VARIABLE.has(key)) return 'any';
    return value === sentence ? told : sorted(value);
  });
}

/** Which field is wrong, and how, examples show of one field. */
function isOfAField(body: unknown): boolean {
  const [first] = innerOf(body).details ?? [];
  return first?.message === sentenceOf(body);
}

/** Some failures have all that they say in `error`. */
function innerOf(body: unknown): Failure {
  const failure = Object(body) as Failure;
  return typeof failure.error === 'object' ? Object(failure.error) : failure;
}

/** A sentence without the seconds that it counts and without what was typed. */
function usual(sentence: string): string {
  return sentence.replace(/\d+ seconds/, 'N seconds').replace(/^(Invalid timezone:) .*(\. Must)/s, '$1 X$2');
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
