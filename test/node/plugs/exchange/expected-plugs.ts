/** Compares contacts that were read from a sample file with the plugs that expected.json lists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactFields } from '../../../../src/rules/plugs/contact-draft.ts';
import { isComplete, plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';

const SAMPLE_FOLDER = join(import.meta.dirname, 'samples');

/** The expected result of the import of one sample file, as in expected.json. */
interface ExpectedFile {
  /** The content type of the request. */
  type: string;
  created: number;
  skipped: number;
  failed: number;
  /**
   * The expected values by the names of the API. A value can be `{ one_of }` or `{ starts }`. `kept` lists texts that at
   * least one field must contain; a list in `kept` contains alternative texts. `absent` lists texts that no field may
   * contain. `tags_include` lists some of the tags. `custom_data` states some keys, and `custom_data_exactly` all keys.
   */
  plugs: Record<string, unknown>[];
  /** The query parameters of the request. `mapping` is JSON. */
  query?: { mapping?: string; tags?: string };
  format?: string;
  /** The field, or the key as in `custom_data.key`, to which each column is assigned. */
  columns?: Record<string, string>;
  failed_lines?: { line: number }[];
  skipped_lines?: { line: number }[];
  warning_lines?: { line: number; field: string }[];
}

/** The content of a sample file. */
export function sampleBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(SAMPLE_FOLDER, name)));
}

/** The names of the sample files. */
export function sampleNames(): string[] {
  return Object.keys(readExpectedFiles());
}

/** The expected result of a sample file. Throws an error if expected.json does not list the file. */
export function expectedOf(name: string): ExpectedFile {
  const expected = readExpectedFiles()[name];
  if (!expected) throw new Error(`expected.json does not list ${name}`);
  return expected;
}

function readExpectedFiles(): Record<string, ExpectedFile> {
  return JSON.parse(readFileSync(join(SAMPLE_FOLDER, 'expected.json'), 'utf8'));
}

/** One sentence for each expected value that the contact does not have. */
export function differences(expected: Record<string, unknown>, fields: ContactFields): string[] {
  return Object.entries(expected)
    .filter(([name, value]) => !hasExpectedValue(name, value, fields))
    .map(([name, value]) => `${name} should be ${JSON.stringify(value)} in ${JSON.stringify(fields)}`);
}

function hasExpectedValue(name: string, expected: unknown, fields: ContactFields): boolean {
  const text = leafTexts(fields).join('\n');
  if (name === 'plug_type') return expected === (isComplete(plugFieldsFrom(fields)) ? 'contact' : 'target');
  // The import stores "medium" for a contact without a priority.
  if (name === 'priority' && !fields.priority) return JSON.stringify(expected).includes('medium');
  if (name === 'kept')
    return asList(expected).every((each) => asList(each).some((one) => text.includes(one)));
  if (name === 'absent') return asList(expected).every((each) => !text.includes(each));
  if (name === 'tags_include') return asList(expected).every((each) => (fields.tags ?? []).includes(each));
  if (name === 'custom_data') {
    return Object.entries(expected as object).every(
      ([key, value]) => JSON.stringify(fields.customData?.[key]) === JSON.stringify(value),
    );
  }
  if (name === 'custom_data_exactly') {
    return JSON.stringify(fields.customData ?? {}) === JSON.stringify(expected);
  }
  const fieldName = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const actual = (fields as Record<string, unknown>)[fieldName] ?? null;
  const oneOf = (expected as { one_of?: unknown[] } | null)?.one_of;
  if (oneOf !== undefined) return oneOf.includes(actual);
  const starts = (expected as { starts?: string } | null)?.starts;
  if (starts !== undefined) return String(actual).startsWith(starts);
  return JSON.stringify(actual) === JSON.stringify(expected);
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value : [String(value)];
}

function leafTexts(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value ?? '')];
  return Object.values(value).flatMap(leafTexts);
}
