/** Valid and invalid values of each writable field of a plug. */

const SINGLE_LINE_FIELDS = [
  'company',
  'job_title',
  'network_type',
  'business_type',
  'hubspot_pipeline_stage',
];
const TEXT_FIELDS = ['notes', 'connect_reason'];
const NUMBER_FIELDS = ['primary_number', 'secondary_number'];
const URL_FIELDS = ['linkedin_url', 'profile_picture'];
const NAME_FIELDS = ['first_name', 'last_name'];

const customDataOf = (bytes: number) => ({ key: 'x'.repeat(bytes - JSON.stringify({ key: '' }).length) });
const nested = (depth: number): unknown => (depth === 0 ? 'leaf' : { in: nested(depth - 1) });

/** Values that are accepted. The third value of a row is the stored value, if it differs from the sent value. */
export const VALID_VALUES: [field: string, sent: unknown, stored?: unknown][] = [
  ...NAME_FIELDS.flatMap((name): [string, unknown, unknown?][] => [
    [name, '  Zoë  ', 'Zoë'],
    [name, 'ñ'.repeat(64)],
    [name, '😀'.repeat(64)],
    [name, "O'Brien-Smith 2nd, Jr."],
  ]),
  ['email', '  Ada@Example.COM ', 'ada@example.com'],
  ['email', `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.ef`],
  ['email', "o'brien+tag@sub.example.co.uk"],
  ...SINGLE_LINE_FIELDS.flatMap((name): [string, unknown, unknown?][] => [
    [name, 'x'.repeat(128)],
    [name, '  a line of my own ', 'a line of my own'],
    [name, '', null],
  ]),
  ...NUMBER_FIELDS.flatMap((name): [string, unknown][] => [
    [name, '+1 (202) 555-0134'],
    [name, '1234567'],
    [name, '123456789012345'],
    [name, '030.12/34-567'],
  ]),
  ...URL_FIELDS.flatMap((name): [string, unknown, unknown?][] => [
    [name, 'https://www.linkedin.com/in/ada?x=1#top'],
    [name, 'http://localhost:8080/'],
    [name, `https://example.com/${'p'.repeat(480)}`],
    [name, `  https://example.com/${'p'.repeat(480)}\u200b`, `https://example.com/${'p'.repeat(480)}`],
    [name, `https://example.com/${'%C3%A9'.repeat(80)}`],
  ]),
  ...TEXT_FIELDS.flatMap((name): [string, unknown][] => [
    [name, 'é'.repeat(10_000)],
    [name, 'two\nlines\tand a tab'],
    [name, "<script>alert(1)</script> '; DROP TABLE plugs; --"],
  ]),
  ['tags', ['b', ' a ', 'b', 'A', 'a', 'B'], ['b', 'a']],
  ['tags', Array.from({ length: 20 }, (_, at) => `tag ${at}`)],
  [
    'tags',
    [...Array.from({ length: 20 }, (_, at) => `${at}`), '0'],
    Array.from({ length: 20 }, (_, at) => `${at}`),
  ],
  ['tags', ['t'.repeat(50)]],
  ['tags', []],
  ...['low', 'medium', 'high', 'urgent'].map((priority): [string, unknown] => ['priority', priority]),
  ['custom_data', { a: 1, b: [true, { c: 'd' }], 'with space': 1.5 }],
  ['custom_data', customDataOf(10_240)],
  ['custom_data', nested(10)],
  ['custom_data', {}],
  ...['1990-11-27', '2024-02-29', '0001-01-01', '9999-12-31', '--02-29', '--12-31'].map(
    (birthday): [string, unknown] => ['birthday', birthday],
  ),
  ['birthday', ' --11-27\u200b', '--11-27'],
  ['met_at', '2026-02-28'],
  ['met_at', ' 2026-11-27 ', '2026-11-27'],
  ['met_where', 'é'.repeat(200)],
  ['met_where', '  Messe Berlin, Hall 7 ', 'Messe Berlin, Hall 7'],
  ...['Ada_1815', 'ada4', 'a'.repeat(32)].map((name): [string, unknown] => ['telegram_username', name]),
  ...['@Ada_1815', ' https://t.me/Ada_1815', 't.me/Ada_1815/', 'HTTPS://telegram.me/Ada_1815'].map(
    (sent): [string, unknown, unknown] => ['telegram_username', sent, 'Ada_1815'],
  ),
  ['telegram_user_id', 1],
  ['telegram_user_id', 2 ** 52 - 1],
  ...['birthday', 'met_at', 'met_where', 'telegram_username', 'telegram_user_id'].map(
    (name): [string, unknown, unknown] => [name, ' ', null],
  ),
];

/** Values that are rejected, with the error message. */
export const INVALID_VALUES: [field: string, sent: unknown, message: string][] = [
  ...NAME_FIELDS.flatMap((name): [string, unknown, string][] => [
    [name, 7, `${name} is required`],
    [name, 'x'.repeat(65), `${name} must be at most 64 characters`],
    [name, 'a\u0000b', `${name} contains invalid characters`],
    [name, 'a\nb', `${name} contains invalid characters`],
  ]),
  ...[
    'no-address',
    'a@b',
    'a@b@c.de',
    'a b@c.de',
    `a@${'b'.repeat(250)}.de`,
    `${'a'.repeat(64)}@${'ü.'.repeat(24)}de`,
    'a@-b.de',
    '.a@b.de',
    12,
  ].map((sent): [string, unknown, string] => ['email', sent, 'email must be a valid email address']),
  ...SINGLE_LINE_FIELDS.flatMap((name): [string, unknown, string][] => [
    [name, 'x'.repeat(129), `${name} must be at most 128 characters`],
    [name, 5, `${name} must be a string`],
    [name, 'a\u0007b', `${name} contains invalid characters`],
  ]),
  ...NUMBER_FIELDS.flatMap((name): [string, unknown, string][] => [
    ...['123456', '1234567890123456', 'call me', '12345678 ext 9', '+'].map(
      (sent): [string, unknown, string] => [name, sent, `${name} must have 7 to 15 digits`],
    ),
    [name, 12_345_678, `${name} must be a string`],
  ]),
  ...URL_FIELDS.flatMap((name): [string, unknown, string][] => [
    ...['linkedin.com/in/ada', 'javascript:alert(1)', 'ftp://example.com', 'https://', 'https://a b.de'].map(
      (sent): [string, unknown, string] => [name, sent, `${name} must be a valid http(s) URL`],
    ),
    ...['p'.repeat(481), 'é'.repeat(81), '😀'.repeat(241), '\u0958'.repeat(161)].map(
      (path): [string, string, string] => [
        name,
        `https://example.com/${path}`,
        `${name} must be at most 500 characters`,
      ],
    ),
    [name, `https://${'ü.'.repeat(100)}example/`, `${name} must be at most 500 characters`],
  ]),
  ...TEXT_FIELDS.flatMap((name): [string, unknown, string][] => [
    [name, 'x'.repeat(10_001), `${name} must be at most 10000 characters`],
    [name, ['x'], `${name} must be a string`],
  ]),
  ['tags', 'one', 'tags must be a list of strings'],
  ['tags', { 0: 'one' }, 'tags must be a list of strings'],
  ['tags', Array.from({ length: 21 }, (_, at) => `tag ${at}`), 'tags must be at most 20'],
  ['priority', 'HIGH', 'priority must be one of low, medium, high, urgent'],
  ['priority', 2, 'priority must be one of low, medium, high, urgent'],
  ['custom_data', [], 'custom_data must be a JSON object'],
  ['custom_data', 'text', 'custom_data must be a JSON object'],
  ['custom_data', customDataOf(10_241), 'custom_data must be at most 10 KiB'],
  ['custom_data', { key: 'é'.repeat(5_200) }, 'custom_data must be at most 10 KiB'],
  ['custom_data', nested(11), 'custom_data must be at most 10 levels deep'],
  ...[
    ...['1990-02-30', '1900-02-29', '0000-01-01', '1990-13-01', '90-11-27', '27.11.1990', '--02-30'],
    ...['--13-01', '---11-27', '1990-11-27T00:00:00Z', '+012026-01-01', 19_901_127],
  ].map((sent): [string, unknown, string] => [
    'birthday',
    sent,
    'birthday must be a date, such as 1990-11-27, or --11-27 without a year',
  ]),
  ...['2026-02-29', '--11-27', '2026-11-27T10:00:00Z', 'today', 7].map((sent): [string, unknown, string] => [
    'met_at',
    sent,
    'met_at must be a date, such as 2026-11-27',
  ]),
  ['met_where', 'x'.repeat(201), 'met_where must be at most 200 characters'],
  ['met_where', ['Berlin'], 'met_where must be a string'],
  ['met_where', 'Berlin\nHall 7', 'met_where contains invalid characters'],
  ...[
    'ada',
    'a'.repeat(33),
    '1ada',
    'ada lovelace',
    'Адам_1',
    'https://example.com/ada_1',
    '@@ada_1',
    12_345,
  ].map((sent): [string, unknown, string] => [
    'telegram_username',
    sent,
    'telegram_username must have 4 to 32 letters, digits and underscores',
  ]),
  ...[0, -5, 1.5, 2 ** 53, '12345', true].map((sent): [string, unknown, string] => [
    'telegram_user_id',
    sent,
    'telegram_user_id must be a positive whole number',
  ]),
];
