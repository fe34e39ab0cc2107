/** Checks that a response has the required headers, documented values, and only documented or common headers. */
import { type Schema as CheckedSchema, Validator } from '@cfworker/json-schema';
import type { Header, OpenApiDocument } from './openapi.ts';

/** Headers that every response may have without documentation: headers of HTTP, CORS, security and timing. */
const UNDOCUMENTED_HEADERS = new Set(
  `Cache-Control, Connection, Content-Encoding, Content-Length, Content-Type, Date, Keep-Alive, Transfer-Encoding, Vary,
  Access-Control-Allow-Credentials, Access-Control-Allow-Origin, Access-Control-Expose-Headers,
  Content-Security-Policy, Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy, Origin-Agent-Cluster,
  Referrer-Policy, Strict-Transport-Security, X-Content-Type-Options, X-DNS-Prefetch-Control,
  X-Download-Options, X-Frame-Options, X-Permitted-Cross-Domain-Policies, X-XSS-Protection,
  Server-Timing`
    .toLowerCase()
    .split(/,\s+/),
);

/** The differences between the headers of a response and the documented headers. */
export function problemsOfHeaders(
  documented: Record<string, Header>,
  sent: Headers,
  document: OpenApiDocument,
): string[] {
  const headers = Object.entries(documented).map(([name, header]) => ({
    name,
    ...(header.$ref ? document.components.headers[name] : header),
  }));
  const missing = headers
    .filter(({ name, required }) => required && !sent.has(name))
    .map(({ name }) => `the documented header ${name} is missing`);
  const wrong = headers
    .filter((header) => sent.has(header.name) && !isDocumentedValue(header, sent.get(header.name) ?? ''))
    .map(({ name }) => `the header ${name} is not as documented: ${sent.get(name)}`);
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  const unknown = [...sent.keys()]
    .filter((name) => !names.has(name) && !UNDOCUMENTED_HEADERS.has(name))
    .map((name) => `the header ${name} is not documented: ${sent.get(name)}`);
  return [...missing, ...wrong, ...unknown];
}

/**
 * The differences between `Retry-After` and the seconds in the message, which must be the same number. If the message
 * contains no seconds, only 429 and 503 may have `Retry-After`.
 */
export function problemsOfRetryAfter(status: number, sent: Headers, message: string): string[] {
  const seconds = sent.get('Retry-After');
  const secondsInMessage = /(\d+) seconds/.exec(message)?.[1];
  if (secondsInMessage) {
    const isEqual = secondsInMessage === seconds;
    return isEqual ? [] : [`Retry-After is ${seconds}, the message has ${secondsInMessage}`];
  }
  if (status === 429 || status === 503) return [];
  return seconds === null ? [] : [`Retry-After is ${seconds}, and the message does not contain it`];
}

function isDocumentedValue({ schema = {} }: Header, value: string): boolean {
  const typed = schema.type === 'integer' ? Number(value) : value;
  return new Validator(schema as CheckedSchema, '2020-12').validate(typed).valid;
}
