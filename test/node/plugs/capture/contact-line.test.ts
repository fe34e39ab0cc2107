/** Contacts from messages: the share of recognised fields (recall), and the words that the contact keeps. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlugBody } from '../../../../src/contracts/v1/plugs/request-schemas.ts';
import { parseContactLine } from '../../../../src/core/plugs/exchange/parse-contact-line.ts';
import { allText, compact, judgedFields, type SampleLine } from './judged-fields.ts';

const SAMPLES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'telegram-lines.json'), 'utf8'),
) as SampleLine[];
const MIN_RECALL = 0.9;
/** A label in front of a value, such as `Tel.:`. The contact may omit the label. */
const LABEL = /(?:^|[\n,،|] ?)(?:E-Mail|[\p{L}\p{M}]+)\.?[:：.](?=\s)/gu;
/** A word that the contact may omit, because it is part of a URL or the name of a priority. */
const OMITTED_WORD = /^(?:https|www|mailto|high|urgent)$/;
const OPTIONS = { timeZone: 'Europe/London' };

describe('the sample messages', () => {
  it('at least 90 % of the expected fields of the sample messages are recognised', () => {
    const judged = SAMPLES.flatMap((sample) => {
      const fields = parse(sample.text, sample.time_zone);
      return judgedFields(sample, fields).map(([name, isRight]) => ({ sample: sample.id, name, isRight }));
    });
    const missedFields = judged
      .filter(({ isRight }) => !isRight)
      .map(({ sample, name }) => `${sample}: ${name}`);
    const recall = 1 - missedFields.length / judged.length;
    console.log(
      `Recall on ${SAMPLES.length} messages: ${judged.length - missedFields.length} of ${judged.length} fields (${(100 * recall).toFixed(1)} %). ${missedFields.join(', ')}`,
    );
    expect(judged.length).toBeGreaterThan(300);
    expect(recall).toBeGreaterThanOrEqual(MIN_RECALL);
  });

  it.each(SAMPLES.filter(({ text }) => !text.startsWith('BEGIN:VCARD')))(
    'the contact contains every word of four or more letters of the message $id, except labels, URL prefixes and priorities',
    ({ text, time_zone: timeZone }) => {
      const contactText = allText(parse(text, timeZone));
      const textWithoutLabels = text
        .replace(/^\/add/, '')
        .replace(/[\p{Cf}]/gu, '')
        .replace(LABEL, ' ');
      expect(longWordsOf(textWithoutLabels).filter((word) => !contactText.includes(compact(word)))).toEqual(
        [],
      );
    },
  );
});

describe('a random message', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'Maya',
      'Okonjo',
      'CEO',
      'Acme',
      'GmbH',
      'Head',
      'van',
      'met',
      'the',
      'at',
      '田中',
      '部長',
      'مدير',
      'Иван',
    ),
    fc.stringMatching(/^[a-z]{2,9}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  );
  const specialText = fc.constantFrom(
    'a@b.example',
    '+44 20 7946 0112',
    '#fair',
    '!high',
    'https://x.example/a?b=1,2',
    'Tel.:',
    'Notes:',
    '14.30',
  );
  const words = fc.array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: specialText }), {
    maxLength: 5,
  });
  const separator = fc.constantFrom(', ', '\n', ' | ', ' - ', '\n\n', ' // ', '、', ' @ ', ' at ', ': ');
  const message = fc
    .array(fc.tuple(words, separator), { maxLength: 8 })
    .map((parts) => parts.map(([partWords, end]) => partWords.join(' ') + end).join(''));

  it('parseContactLine returns fields that the API accepts', () => {
    fc.assert(
      fc.property(message, (text) => {
        const parsed = parseContactLine(text, OPTIONS);
        if (!parsed) return;
        expect(createPlugBody.safeParse(apiFieldsOf(parsed.fields)).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('the contact contains every word of four or more Latin letters, except the label Notes', () => {
    const longWord = fc.stringMatching(/^[A-Z]?[a-zäéñß]{4,10}$/);
    const someWords = fc.array(fc.oneof(longWord, word, specialText), { minLength: 1, maxLength: 5 });
    const parts = fc.array(fc.tuple(someWords, separator), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, (messageParts) => {
        const text = messageParts.map(([each, end]) => each.join(' ') + end).join('');
        const parsed = parseContactLine(`Zoe Quill, ${text}`, OPTIONS);
        const contactText = allText(parsed?.fields ?? {});
        const isRequired = (each: string) => /^[A-Za-zäéñß]{4,}$/.test(each) && each !== 'Notes';
        expect(
          messageParts
            .flatMap(([each]) => each.filter(isRequired))
            .filter((each) => !contactText.includes(compact(each))),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('parseContactLine reads 16 messages of about 4,096 characters of repeated text in less than 3 seconds of CPU time', () => {
    const pieces = [
      'a',
      'a.',
      'a@',
      '1 ',
      "a'",
      '#a-',
      'http://',
      ', ',
      '(1',
      '-',
      'Dr. ',
      'a: ',
      '\n',
      '@a ',
      '👍',
      'van ',
    ];
    const cpuBefore = process.cpuUsage();
    for (const piece of pieces) parseContactLine(piece.repeat(4096 / piece.length), OPTIONS);
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(3000);
  });

  it('parseContactLine reads 20 messages with 4,000 signs inside a word in less than 2 seconds of CPU time', () => {
    const text = `Jane Smith, a${'!'.repeat(4000)}a`;
    const cpuBefore = process.cpuUsage();
    for (let count = 0; count < 20; count += 1) parseContactLine(text, OPTIONS);
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(2000);
  });
});

describe('a single message', () => {
  it.each(['', '   ', '#fair !high', 'call the plumber tomorrow', '👍', 'https://www.linkedin.com/in/jane'])(
    'parseContactLine finds no contact in a text without a name, company, e-mail address or number: %j',
    (text) => expect(parseContactLine(text, OPTIONS)).toBeNull(),
  );

  it.each([
    [
      'Jane Smith (Acme BV) - 06 12345678',
      { firstName: 'Jane', company: 'Acme BV', primaryNumber: '06 12345678' },
    ],
    ['Spoke to Jane Smith from Acme at the fair', { lastName: 'Smith', company: 'Acme' }],
    [
      'Jane Smith, PhD, Acme, Chief Scientist',
      { lastName: 'Smith', company: 'Acme', jobTitle: 'Chief Scientist' },
    ],
    ['अमित शर्मा, अभियंता, Acme', { company: 'Acme', jobTitle: 'अभियंता' }],
    ['Tom Baker, BBC, Producer', { lastName: 'Baker', company: 'BBC', jobTitle: 'Producer' }],
    ['Jane Smith, CEO, Founder, Acme', { company: 'Acme', jobTitle: 'CEO, Founder' }],
    ['Jane Smith, Booking.com, Manager', { company: 'Booking.com', jobTitle: 'Manager' }],
    ['Jane Smith, Manager Magazin, Editor', { company: 'Manager Magazin', jobTitle: 'Editor' }],
    ['"Smith, Jane" <jane@x.example>', { firstName: 'Jane', lastName: 'Smith', email: 'jane@x.example' }],
    [
      'Jane Smith, Studio 54, 12 Main Street, London',
      { company: 'Studio 54', notes: '12 Main Street, London' },
    ],
    [
      '山田太郎 株式会社サンプル 部長',
      { firstName: '太郎', lastName: '山田', company: '株式会社サンプル', jobTitle: '部長' },
    ],
    ['Jane Smith @jane_smith, Acme', { lastName: 'Smith', telegramUsername: 'jane_smith', company: 'Acme' }],
    ['Talked to Maria from BMW. She wants a pump', { firstName: 'Maria', company: 'BMW' }],
    ['met nora ray from figma at the fair', { firstName: 'nora', lastName: 'ray', company: 'figma' }],
    ['Company - Figma\nName - Nora Ray', { firstName: 'Nora', lastName: 'Ray', company: 'Figma' }],
    ['Contact: Nora Ray, Tel: 020 7946 0112, Email: n@x.example', { lastName: 'Ray', email: 'n@x.example' }],
    ['Dr Nora Ray MD, St Mary, Cardiologist MD', { lastName: 'Ray', company: 'St Mary' }],
    ['Nora, Figma, 020 7946 0112 (office)', { company: 'Figma', notes: 'office: 020 7946 0112' }],
    [
      'Fax: 020 7946 0112 (office), Nora Ray',
      { customData: { phones: [{ value: '020 7946 0112', type: 'fax' }] }, notes: 'office: 020 7946 0112' },
    ],
    ['Nora Ray, Signal 020 7946 0112 (office)', { notes: 'Signal, office: 020 7946 0112' }],
    ['Nora, 020 7946 0112 ext. 12', { primaryNumber: '020 7946 0112', notes: '020 7946 0112 ext. 12' }],
    ['Привет, Анна Орлова, Ромашка', { firstName: 'Анна', company: 'Ромашка', notes: 'Привет' }],
    ['Nora Ray, MFG Systems GmbH, CTO', { company: 'MFG Systems GmbH', jobTitle: 'CTO' }],
    ['Nora Ray, Cheersoft', { lastName: 'Ray', company: 'Cheersoft' }],
    ['Nora Ray, Figma, MfG', { company: 'Figma', notes: 'MfG' }],
    ['Jane, born 12.03.1984', { firstName: 'Jane', notes: 'born 12.03.1984' }],
  ])('parseContactLine reads the fields of the message "%s"', (text, expected) => {
    expect(parse(text, OPTIONS.timeZone)).toMatchObject(expected);
  });
});

function parse(text: string, timeZone: string) {
  return parseContactLine(text, { timeZone })?.fields ?? {};
}

/** The words of four or more letters that a contact must contain. */
function longWordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}]{4,}/gu) ?? []).filter((word) => !OMITTED_WORD.test(word));
}

/** The fields under their names in the API. An empty first name is replaced, because the API requires a first name. */
function apiFieldsOf(fields: { firstName: string }): object {
  const entries = Object.entries(fields).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { allow_partial_name: true, ...Object.fromEntries(entries), first_name: fields.firstName || 'none' };
}
