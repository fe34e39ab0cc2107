/** What a newcomer reads before the routes: the contracts, and what holds on all of them. */

export const TITLE = 'Plugs';
export const VERSION = '1';

export const OVERVIEW = `One service for accounts, sessions and contacts behind the wire contracts of five clients. All contracts meet the same accounts: who signs in by one can be seen, limited and signed out by another.

**Signing in.** \`POST /api/v1/auth/login\` answers with \`tokens.access_token\`; send it as \`Authorization: Bearer …\`. At \`/docs\`, put it under *Authorize* and execute any route. The auction routes also take their session from a cookie. A token stops working with its session, from the next request on; in v1 the 401 then says why in \`error.reason\`.

**Paths** answer with and without a trailing slash, without a redirect. Every \`GET\` also answers \`HEAD\`.

**Bodies** are JSON in UTF-8, at most 64 KiB where nothing else is said. Fields that are not listed are ignored and never stored. Control characters and broken UTF-16 are refused in every text that is kept; line breaks and tabs stay in notes and other texts of several lines, and \`custom_data\` is kept as it is. Times are ISO 8601 in UTC.

**Errors** come in one shape for each contract; the examples below are rendered by the code that answers with them. A refused request (4xx) changes nothing but what is counted: attempts and calls count against their limits, and a refresh token that is presented too late ends its session. Every answer carries \`X-Request-Id\`, by which the service’s log knows the request.

**Limits.** A client address is an IPv4 address or an IPv6 /64. A refused call is answered with 429 and \`Retry-After\`, in v1 also with \`RateLimit\` and \`RateLimit-Policy\`; the media routes tell what is left on every answer. Limits are exact under parallel requests, and one over all contracts: sign-ins with a password count together by whichever route, as do registrations, and refreshes of one session.

**Changes that meet.** \`GET /api/v1/plugs/{id}\` answers with an \`ETag\`: send it back in \`If-Match\` and a change made by somebody else in between is refused with 412, or in \`If-None-Match\` to be told by 304 that nothing changed. \`Idempotency-Key\` on \`POST /api/v1/plugs\` makes a retry safe for 24 hours: the same key and body answer with the plug that the first call made.

**Pages.** Lists of plugs go on by \`next_cursor\`: every page then costs the same as the first, and nothing is shown twice when something is added meanwhile. \`skip\` works too, where no cursor is sent.

**Browsers** on other pages than this origin’s may call when their origin is in \`ALLOWED_ORIGINS\`: credentials are allowed, \`ETag\`, \`Link\`, \`Location\`, \`Retry-After\`, \`X-Request-Id\` and the headers of limits can be read, and preflights are answered with 200 and hold for 10 minutes.`;

export const TAGS = [
  { name: 'Accounts', description: 'Register, sign in, refresh, who am I.' },
  { name: 'Password and time zone', description: 'A forgotten password, by a code in a letter; time zones.' },
  { name: 'Devices', description: 'Tokens for devices and bots, as SimpleJWT clients know them.' },
  { name: 'Sessions', description: 'What is signed in, ending it, and what happened to the account.' },
  { name: 'Plugs', description: 'Contacts, and targets that may become contacts.' },
  { name: 'Passages', description: 'Texts to read; some for premium accounts only.' },
  { name: 'Progress', description: 'Answers to questions on passages, and what came of them.' },
  { name: 'Administration', description: 'Accounts and passages, for administrators.' },
  { name: 'Media', description: 'The media site: signing in with Plex.' },
  { name: 'Auction', description: 'The auction site: a session in a cookie or a bearer token.' },
  { name: 'Service', description: 'What operators and developers ask of the service itself.' },
];

/** How pages group the tags: by contract. */
export const TAG_GROUPS = [
  {
    name: 'v1 (/api/v1)',
    tags: [
      'Accounts',
      'Password and time zone',
      'Devices',
      'Sessions',
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
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'plugs_session',
    description:
      'Set by the auction routes; over HTTPS its name is `__Host-plugs_session`. What changes something by it must come from this origin or an allowed one.',
  },
} as const;
