/** The introduction of the OpenAPI document, its tags and its security schemes. */

export const TITLE = 'Plugs';
/** The same version as in `package.json`. A test compares the two values. */
export const VERSION = '0.1.0';

export const OVERVIEW = `One service for accounts, sessions and contacts that implements the published API contracts of five clients. All contracts use the same accounts: the sessions of all contracts can be listed and ended in v1, and the same limits apply.

**Authentication.** The response of \`POST /api/v1/auth/login\` contains \`tokens.access_token\`. Send it in the header \`Authorization: Bearer …\`. On the page \`/docs\`, enter it under *Authorize*, then execute any route. The auction and media routes also accept their session cookies. When a session ends, its tokens are rejected from the next request on. In v1, the 401 response contains the reason in \`error.reason\`.

**Paths** work with and without a trailing slash, without a redirect. Every \`GET\` route also supports \`HEAD\`, except \`GET /api/auth/plex/pin/{id}\`.

**Bodies** are JSON in UTF-8, at most 64 KiB unless a route documents another limit. An import of plugs also accepts CSV, vCard and form data. Unknown fields are ignored, except in imported plugs, \`filter\`, \`match\` and \`fields\`. Stored text must not contain control characters or invalid UTF-16; multi-line texts may contain line breaks and tabs, and \`custom_data\` is stored unchanged. Times are ISO 8601 in UTC.

**Blank values.** In v1, a blank query parameter counts as not sent. \`null\` and a blank text also count as not sent in a body that creates a resource or starts an action. In an update, \`null\` clears a field.

**Errors** have one format per contract. The examples below come from the code that renders the errors. A rejected request (4xx) changes no data. It may still count against a limit, a lock or the tries of a code, and a refresh token that is presented too late ends its session. Every response carries \`X-Request-Id\`, which identifies the request in the service log.

**Limits.** A client address is an IPv4 address or an IPv6 /64 network. The response to a request over a limit is 429 with \`Retry-After\`, and in v1 and auction also with \`RateLimit\` and \`RateLimit-Policy\`. Responses of the media routes contain the state of the limit in headers. Limits are exact under parallel requests and apply across all contracts: logins with a password, registrations, and the refreshes of one session are each counted together for all routes. The number of reads and writes of an account per minute is also limited; these two counts are approximate.

**Concurrent updates.** The response of \`GET /api/v1/plugs/{id}\` contains an \`ETag\`. An update with this value in \`If-Match\` is rejected with 412 if the plug has changed in the meantime. The response to a read with this value in \`If-None-Match\` is 304 if the plug has not changed. \`Idempotency-Key\` on \`POST /api/v1/plugs\` and \`POST /api/v1/plugs/import\` makes retries safe for 24 hours: a request with the same key and body returns the plug or the report of the first request.

**Pagination.** Lists of plugs are continued with \`next_cursor\`. Every page then takes the same time as the first page, and no plug appears twice if plugs are added in the meantime. \`skip\` is supported when no cursor is sent.

**Cross-origin requests** are allowed from the origins in \`ALLOWED_ORIGINS\`, and in development from local origins, with credentials. Scripts can read \`Content-Disposition\`, \`Content-Location\`, \`ETag\`, \`Link\`, \`Location\`, \`Retry-After\`, \`X-Request-Id\`, \`X-Revision\` and the headers of limits. Preflight requests receive 200, valid for 10 minutes.`;

export const TAGS = [
  { name: 'Accounts', description: 'Registration, sign-in, token refresh, profile.' },
  { name: 'Password and time zone', description: 'Password reset with a code sent by e-mail; time zones.' },
  {
    name: 'E-mail address',
    description: 'Verification and change of the e-mail address of an account.',
  },
  { name: 'Devices', description: 'Tokens for devices and bots, in the format of SimpleJWT.' },
  { name: 'Sessions', description: 'List and end sessions; read the security log of the account.' },
  { name: 'Telegram', description: 'The link between an account and a chat with the Telegram bot.' },
  { name: 'Plugs', description: 'Contacts, and targets that can be converted to contacts.' },
  { name: 'Passages', description: 'Texts to read; some are for premium accounts only.' },
  { name: 'Progress', description: 'Answers to the questions of passages, and their scores.' },
  { name: 'Administration', description: 'Management of accounts and passages, for administrators.' },
  { name: 'Media', description: 'The media site, with Plex sign-in.' },
  { name: 'Auction', description: 'The auction site, with a session cookie or a bearer token.' },
  { name: 'Service', description: 'Health, keys and documentation, for operators and developers.' },
];

/** Groups the tags by contract, for documentation pages. */
export const TAG_GROUPS = [
  {
    name: 'v1 (/api/v1)',
    tags: [
      'Accounts',
      'Password and time zone',
      'E-mail address',
      'Devices',
      'Sessions',
      'Telegram',
      'Plugs',
      'Passages',
      'Progress',
      'Administration',
    ],
  },
  { name: 'Media (/api)', tags: ['Media'] },
  { name: 'Auction (/auth)', tags: ['Auction'] },
  { name: 'Service', tags: ['Service'] },
];

export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a session (RFC 6750).',
  },
  // `documentAt` replaces the names of the cookies, because the names depend on the origin of the service.
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'plugs_session',
    description:
      'Set by the auction routes. Over HTTPS its name is `__Host-plugs_session`. A request that changes something with the cookie must come from this origin or an allowed origin.',
  },
  mediaCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'plugs_media',
    description:
      'Set by the media routes for requests with `X-Session-Cookie: true`. Over HTTPS its name is `__Host-plugs_media`. A request that changes something with the cookie must come from this origin or an allowed origin.',
  },
} as const;
