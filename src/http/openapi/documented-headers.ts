/** The headers that answers promise, for the document: each is described once and referred to by name. */

const text = { type: 'string' } as const;
const like = (pattern: string) => ({ ...text, pattern });
const seconds = { type: 'integer', minimum: 1 } as const;
const LINK = '<[^<>\\s]+>; rel="(next|prev)"';
const count = { type: 'integer', minimum: 0 } as const;

/** By the name on the wire; `required` means on every answer that names it. */
export const DOCUMENTED_HEADERS = {
  'X-Request-Id': header(
    'Names this request in the service’s log.',
    like('^[\\w=-]{1,255}$'),
    '0199f1a2-7c1e-7000-8000-00000000feed',
  ),
  ETag: header(
    'The revision of what is shown, for `If-Match` and `If-None-Match` (RFC 9110).',
    like('^"[\\w-]+"$'),
    '"Xk3v9Qw2"',
  ),
  Location: header(
    'The path of what was made, or of where to go on.',
    like('^(/[\\w-]+)+/?$'),
    '/api/v1/plugs/0199f1a2-7c1e-7000-8000-000000000001',
  ),
  Link: header(
    'The neighbouring pages (RFC 8288): `rel="next"` and `rel="prev"`, where there are any.',
    like(`^${LINK}(, ${LINK})?$`),
    '</api/v1/plugs?limit=50&cursor=b3BhcXVl>; rel="next"',
    { required: false },
  ),
  'Cache-Control': header('Nobody may keep this answer.', { ...text, const: 'no-store' }, 'no-store'),
  'Set-Cookie': header(
    'The session for browsers, `HttpOnly` and `SameSite=Lax`; over HTTPS it is named `__Host-plugs_session`. A logout expires it.',
    like('^(__Host-)?plugs_session='),
    'plugs_session=eyJhbGciOi…; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax',
  ),
  'WWW-Authenticate': header('A bearer token is wanted (RFC 6750).', { ...text, const: 'Bearer' }, 'Bearer'),
  'Retry-After': header('Seconds after which to try again.', seconds, 300),
  RateLimit: header(
    'What is left of the limit (draft-ietf-httpapi-ratelimit-headers).',
    like('^"\\w+";r=\\d+;t=\\d+$'),
    '"login";r=0;t=300',
  ),
  'RateLimit-Policy': header(
    'The limit: calls allowed and the seconds of its window.',
    like('^("\\w+";q=)?\\d+;w=\\d+$'),
    '"login";q=5;w=900',
  ),
  'RateLimit-Limit': header('Calls allowed in a window.', count, 100),
  'RateLimit-Remaining': header('Calls left in this window.', count, 99),
  'RateLimit-Reset': header('Seconds until the window ends.', seconds, 900),
} as const;

export type HeaderName = keyof typeof DOCUMENTED_HEADERS;

/** References to these headers, as an answer of the document carries them. */
export function headerReferences(names: HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** A header that some of the answers of one status carry. */
export function occasionalHeader(name: HeaderName) {
  return { ...DOCUMENTED_HEADERS[name], required: false };
}

function header(
  description: string,
  schema: object,
  example: string | number,
  { required = true }: { required?: boolean } = {},
) {
  return { description, required, schema, example };
}
