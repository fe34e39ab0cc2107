/** Checks that an error response is equal to an example of the document, except for its variable parts. */
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

/** Fields whose values differ between errors of the same kind. The values are not compared with the example. */
const VARIABLE_FIELDS = new Set([
  ...['timestamp', 'reason', 'details', 'upgrade_url', 'kept', 'matched', 'merged_into', 'ids'],
]);

/** Whether an example has the same message, the same codes and exactly the same fields as the body. */
export function hasExample({ examples = {} }: MediaType, body: unknown): boolean {
  const sent = comparableForm(body);
  return Object.values(examples).some(({ value }) => comparableForm(value) === sent);
}

/**
 * The message of an error body. Errors of the routes outside the contracts have no message, so the result is their code
 * in `error`. Empty if the body has neither a message nor a code.
 */
export function messageOf(body: unknown): string {
  return String(innerOf(body).message ?? innerOf(body).error ?? '');
}

/**
 * The body as JSON in a form that is equal for a response and its example. Variable parts are replaced. The message is
 * replaced at each position at which it is repeated, so the example must repeat its own message at the same positions.
 */
function comparableForm(body: unknown): string {
  const message = messageOf(body);
  const placeholder = isFieldError(body) ? 'the message of the first field' : withoutVariables(message);
  return JSON.stringify(body, (key, value) => {
    if (VARIABLE_FIELDS.has(key)) return 'any';
    return value === message ? placeholder : withSortedKeys(value);
  });
}

/** Whether the message is the message of the first invalid field. Examples show only one field. */
function isFieldError(body: unknown): boolean {
  const [first] = innerOf(body).details ?? [];
  return first?.message === messageOf(body);
}

/** The object that contains the message. In some errors it is the value of `error`. */
function innerOf(body: unknown): Failure {
  const failure = Object(body) as Failure;
  return typeof failure.error === 'object' ? Object(failure.error) : failure;
}

/** The message without configured numbers and without text from the request. */
function withoutVariables(message: string): string {
  return message
    .replace(/\d+ (seconds|plugs)/, 'N $1')
    .replace(/^(Invalid timezone:) .*(\. Must)/s, '$1 X$2');
}

function withSortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
