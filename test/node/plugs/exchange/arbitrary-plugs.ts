/** Random plugs with values that the API can store, in particular values that are difficult for a file format. */
import fc from 'fast-check';
import { canonicalEmail } from '../../../../src/rules/accounts/email-address.ts';
import { isHttpUrl, longestUrlLength } from '../../../../src/rules/http-url.ts';
import { isPhoneNumber } from '../../../../src/rules/plugs/phone-number.ts';
import {
  customDataProblem,
  distinctTags,
  isIdentified,
  type PlugFields,
  type PlugType,
  PRIORITIES,
} from '../../../../src/rules/plugs/plug.ts';
import { isBlank, trimUnseen, withoutUnseen } from '../../../../src/rules/unseen-characters.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';

/** Parts of texts: parts that a format could confuse with its own syntax, and characters of one to four bytes. */
const TEXT_PARTS = [
  ...[
    "'",
    "'=",
    '=1+1',
    '+',
    '-',
    '@',
    '"',
    '""',
    ',',
    ';',
    '\\',
    '\\n',
    '\\,',
    ':',
    ' ',
    '  ',
    '\u00a0',
    '.',
  ],
  ...[
    'BEGIN:VCARD',
    'END:VCARD',
    ';ENCODING=QUOTED-PRINTABLE:',
    '=',
    'data:image/png;base64,QUJD',
    '::: ',
    ' ::: ',
  ],
  ...[
    'ä',
    'é',
    'Ω',
    '漢字',
    '😀',
    '👩‍👩‍👧',
    'שלום',
    'مرحبا',
    '\u2028',
    '\u200d',
    'Dr. ',
    'van ',
    'x',
    'Jane',
    'null',
    '0',
  ],
];
/** Line breaks and tabs, which only texts of several lines contain. */
const BREAKS = ['\n', '\r\n', '\r', '\t', '\n\n', '\n ', '\t='];

const part = fc.oneof(
  fc.constantFrom(...TEXT_PARTS),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

/** A text of one line with at most `maxLength` code points, as the API stores it. It can be ''. */
function oneLineText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => {
    const clean = parts
      .join('')
      .toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .normalize('NFC');
    const shortened = [...trimUnseen(clean)].slice(0, maxLength).join('');
    const trimmed = trimUnseen(shortened).normalize('NFC');
    return isBlank(trimmed) || [...trimmed].length > maxLength ? '' : trimmed;
  });
}

/** A text of several lines as the API stores it, or null if the text is blank. */
const multiLineText = fc
  .array(fc.oneof({ weight: 2, arbitrary: part }, { weight: 1, arbitrary: fc.constantFrom(...BREAKS) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => {
    const stored = parts
      .join('')
      .toWellFormed()
      .replace(/[^\P{Cc}\n\r\t]/gu, '');
    return isBlank(stored) ? null : stored;
  });

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 15 });
const phone = fc
  .tuple(
    fc.constantFrom('', '+', '-', "'", "'+", '@', '(', ';', ',', '"', '+49 30;', '00'),
    digits,
    fc.constantFrom('', '.', ')'),
  )
  .map((parts) => trimUnseen(withoutUnseen(parts.join(''))))
  .filter((number) => isPhoneNumber(number) && [...number].length <= 40);

const url = fc
  .oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      'https://www.linkedin.com/in/ada,b;c',
      'http://a.example/\\b',
      'https://example.com/?q=a%2C"b"',
    ),
  )
  .filter((each) => isHttpUrl(each) && longestUrlLength(each) <= 500 && trimUnseen(each) === each);

const email = fc
  .oneof(
    fc.emailAddress(),
    fc.constantFrom("o'brien+tag@sub.example.co.uk", "'=a@example.com", '+a@example.com'),
  )
  .map(canonicalEmail);

const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const day = date.map((each) => each.toISOString().slice(0, 10));
const birthday = fc.oneof(
  day,
  day.map((each) => `-${each.slice(4)}`),
  fc.constantFrom('--02-29', '1604-05-17'),
);

/** Values of the lists `phones` and `emails` of the custom data. An import stores further numbers and addresses there. */
const labelledValues = fc.array(
  fc.record(
    {
      value: fc.oneof(phone, email, oneLineText(20), fc.string()),
      type: fc.oneof(fc.constantFrom('work', 'fax', 'pref', 'PREFERRED', 'a;b'), fc.string()),
    },
    { requiredKeys: ['value'] },
  ),
  { maxLength: 4 },
);
const CUSTOM_DATA_KEYS = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'phones',
  'emails',
  'N',
  'a\nb',
  'Column 3',
  '7',
  'tags',
  'name',
];
const customValue = fc.jsonValue({ maxDepth: 4 }).filter((each) => each !== null);
const customData = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof(fc.constantFrom(...CUSTOM_DATA_KEYS), fc.string()), customValue), {
      maxLength: 5,
    }),
    fc.option(labelledValues),
    fc.option(labelledValues),
  )
  .map(([entries, phones, emails]) => {
    const lists = [
      ...(phones ? [['phones', phones] as const] : []),
      ...(emails ? [['emails', emails] as const] : []),
    ];
    // D1 stores the custom data as JSON. JSON.stringify() writes -0 as 0.
    return JSON.parse(JSON.stringify(Object.fromEntries([...entries, ...lists]))) as Record<string, unknown>;
  })
  .filter((data) => customDataProblem(data) === null);

const tags = fc
  .array(oneLineText(50), { maxLength: 20 })
  .map((list) => distinctTags(list.filter((tag) => tag !== '')));

/** A value of the arbitrary, or null. Null also replaces ''. */
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof(fc.constant(null), arbitrary).map((each) => (each === '' ? null : each));

const fields: fc.Arbitrary<PlugFields> = fc
  .record({
    firstName: fc.oneof(fc.constant(''), oneLineText(64)),
    lastName: fc.oneof(fc.constant(''), oneLineText(64)),
    email: orNull(email),
    company: orNull(oneLineText(128)),
    jobTitle: orNull(oneLineText(128)),
    primaryNumber: orNull(phone),
    secondaryNumber: orNull(phone),
    linkedinUrl: orNull(url),
    profilePicture: orNull(url),
    notes: orNull(multiLineText),
    networkType: orNull(oneLineText(128)),
    businessType: orNull(oneLineText(128)),
    connectReason: orNull(multiLineText),
    tags,
    priority: fc.constantFrom(...PRIORITIES),
    hubspotPipelineStage: orNull(oneLineText(128)),
    customData,
    birthday: orNull(birthday),
    metAt: orNull(day),
    metWhere: orNull(oneLineText(200)),
    telegramUsername: orNull(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{3,31}$/)),
    telegramUserId: orNull(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  })
  .filter(isIdentified);

/** A stored plug with all values that an export writes. */
export const storedPlug: fc.Arbitrary<PlugRow> = fc
  .record({ fields, plugType: fc.constantFrom<PlugType>('target', 'contact'), id: fc.uuid(), atMs: fc.nat() })
  .map(
    ({ fields: values, plugType, id, atMs }) =>
      ({ ...values, plugType, id, createdAtMs: atMs, updatedAtMs: atMs }) as PlugRow,
  );
