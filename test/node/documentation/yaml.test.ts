/** The writer of YAML, compared with the reader of js-yaml. */
import { array, assert, constantFrom, dictionary, jsonValue, oneof, property, string } from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../src/contracts/documentation/yaml.ts';

/** Texts that YAML reads as other values or as syntax without quotes. */
const CRITICAL = [
  'true',
  'No',
  'null',
  '~',
  'y',
  '1',
  '1.5',
  '0x1f',
  '1e3',
  '1_000',
  '.inf',
  '2026-11-28',
  '12:30:45',
  '3.1.0',
  '',
  ' ',
  'a ',
  ' a',
  '- a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a`',
  '"a"',
  "'a'",
  '[a]',
  '{a}',
  'a,b',
  '---',
  '...',
  '<<',
  '=',
  '?',
  'a\n',
  '\na',
  ' a\nb',
  'a\n b',
  'a\n\nb',
  'a\n- b: c',
  'a\tb\nc',
  'a\r\nb',
  'a\u0085b',
  'a\u2028b\nc',
  '\ufeffa',
  'a\u0000',
  '\u007f',
  '\ud800',
  '😀\nb',
  '/api/v1/plugs/{id}',
  'not found (404)',
];

const texts = oneof(string({ unit: 'binary' }), string({ unit: 'grapheme' }), constantFrom(...CRITICAL));

describe('toYaml', () => {
  it.each(CRITICAL)('writes %j so that a reader returns the same text as a key and as a value', (text) => {
    const data = { [text]: text, list: [text, [text], { [text]: text }] };
    expect(load(toYaml(data))).toEqual(data);
  });

  it('writes every JSON object so that a reader returns the same object', () => {
    const values = oneof(jsonValue(), texts, array(texts), dictionary(texts, texts));
    assert(
      property(dictionary(texts, oneof(values, array(values))), (data) => {
        expect(load(toYaml(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it('leaves out properties with the value undefined, as JSON does', () => {
    expect(toYaml({ a: undefined, b: { c: undefined }, d: 1 })).toBe('b: {}\nd: 1\n');
  });

  it('writes block style with as few quotes as possible', () => {
    const data = {
      openapi: '3.1.0',
      paths: { '/a': { get: ['x', { y: 1, z: [] }] } },
      text: 'a: b\n\nc',
      code: '200',
    };
    expect(toYaml(data)).toBe(
      'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      - x\n      - "y": 1\n        z: []\ntext: |-\n  a: b\n\n  c\ncode: "200"\n',
    );
  });
});
