/**
 * The documented response headers. Each header is described once. A response references the header by name, or
 * contains a copy that is not required (`optionalHeader`).
 */

const text = { type: 'string' } as const;
const textMatching = (pattern: string) => ({ ...text, pattern });
const seconds = { type: 'integer', minimum: 1 } as const;
const LINK_PATTERN = '<[^<>\\s]+>; rel="(next|prev)"';
const count = { type: 'integer', minimum: 0 } as const;

/** The headers by name. A header with `required: true` is present in every response that references the header. */
export const DOCUMENTED_HEADERS = {
  'X-Request-Id': header(
    'Identifies the request in the log of the service.',
    textMatching('^[\\w=-]{1,255}$'),
    '0199f1a2-7c1e-7000-8000-00000000feed',
  ),
  ETag: header(
    'The entity tag of the returned resource, for `If-Match` and `If-None-Match` (RFC 9110).',
    textMatching('^"[\\w-]+"$'),
    '"Xk3v9Qw2"',
  ),
  'Last-Modified': header(
    'When the plug was last changed, for `If-Modified-Since` and `If-Unmodified-Since` (RFC 9110).',
    textMatching('^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT$'),
    'Sat, 21 Nov 2026 09:30:00 GMT',
  ),
  'X-Revision': header(
    'The id of the revision that this write created, for an undo of the write. Absent if no value changed, after a permanent deletion, and after the undo of a changeset.',
    textMatching('^rev_[0-9a-z]{11}$'),
    'rev_0hd6tqvm4g0',
    { required: false },
  ),
  Location: header(
    'The path of the created resource, or the target of the redirect.',
    textMatching('^(/[\\w-]+)+/?$'),
    '/api/v1/plugs/0199f1a2-7c1e-7000-8000-000000000001',
  ),
  'Content-Location': header(
    'The path of the returned plug, if the plug of the request was merged into it.',
    textMatching('^/api/v1/plugs/[0-9a-f-]{36}$'),
    '/api/v1/plugs/0199f1a2-7c1e-7000-8000-000000000001',
    { required: false },
  ),
  Link: header(
    'The next and the previous page (RFC 8288), as `rel="next"` and `rel="prev"`, if they exist.',
    textMatching(`^${LINK_PATTERN}(, ${LINK_PATTERN})?$`),
    '</api/v1/plugs?limit=50&cursor=b3BhcXVl>; rel="next"',
    { required: false },
  ),
  'Cache-Control': header('The response must not be cached.', { ...text, const: 'no-store' }, 'no-store'),
  'Content-Disposition': header(
    'The response is a file with this name (RFC 6266).',
    textMatching('^attachment; filename="[\\w.-]+"$'),
    'attachment; filename="plugs-contacts-2026-11-28.csv"',
  ),
  'Set-Cookie': header(
    'The session cookie for browsers, `HttpOnly` and `SameSite=Lax`: `plugs_session` of the auction routes, `plugs_media` of the media routes. Over HTTPS the name begins with `__Host-`. A logout removes the cookie.',
    textMatching('^(__Host-)?plugs_(session|media)='),
    'plugs_session=eyJhbGciOi…; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax',
  ),
  'Clear-Site-Data': header(
    'Removes stored responses of this origin from the browser. Cookies and storage stay.',
    { ...text, const: '"cache"' },
    '"cache"',
  ),
  'WWW-Authenticate': header(
    'The authentication scheme of the API (RFC 6750), in every response with the status 401. `error="invalid_token"` is present if the access token was rejected.',
    textMatching('^Bearer( error="invalid_token")?$'),
    'Bearer',
  ),
  'Retry-After': header('Seconds until the request may be repeated.', seconds, 300),
  RateLimit: header(
    'The remaining calls of the limit (`r`), and the seconds until calls are allowed again (`t`) (draft-ietf-httpapi-ratelimit-headers).',
    textMatching('^"\\w+";r=\\d+;t=\\d+$'),
    '"login";r=0;t=300',
  ),
  'RateLimit-Policy': header(
    'The limit: the number of allowed calls and the window in seconds.',
    textMatching('^("\\w+";q=)?\\d+;w=\\d+$'),
    '"login";q=5;w=900',
  ),
  'RateLimit-Limit': header('The number of allowed calls in a window.', count, 100),
  'RateLimit-Remaining': header('The number of remaining calls in this window.', count, 99),
  'RateLimit-Reset': header('Seconds until the window ends.', seconds, 900),
} as const;

export type HeaderName = keyof typeof DOCUMENTED_HEADERS;

/** References to documented headers, for a response of the document. */
export function headerReferences(names: HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** A header that only some responses of a status have. */
export function optionalHeader(name: HeaderName) {
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
