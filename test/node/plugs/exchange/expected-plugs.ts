/** Compares contacts that were read from a sample file with the plugs that expected.json lists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactFields } from '../../../../src/rules/plugs/contact-draft.ts';
import { isComplete, plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';

const SAMPLES = join(import.meta.dirname, 'samples');

interface ExpectedFile {
  type: string;
  created: number;
  skipped: number;
  failed: number;
  plugs: Record<string, unknown>[];
  query?: { mapping?: string; tags?: string };
  format?: string;
  columns?: Record<string, string>;
  failed_lines?: { line: number }[];
  skipped_lines?: { line: number }[];
  warning_lines?: { line: number; field: string }[];
}

export function sampleBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(SAMPLES, name)));
}

/** The names of the sample files. */
export function expectedNames(): string[] {
  return Object.keys(allExpected());
}

export function expectedOf(name: string): ExpectedFile {
  const expected = allExpected()[name];
  if (!expected) throw new Error(`expected.json does not list ${name}`);
  return expected;
}

function allExpected(): Record<string, ExpectedFile> {
  return JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8'));
}

/** One sentence for each expected field that differs. */
export function differences(expected: Record<string, unknown>, fields: ContactFields): string[] {
  return Object.entries(expected)
    .filter(([name, value]) => !isEqual(name, value, fields))
    .map(([name, value]) => `${name} should be ${JSON.stringify(value)} in ${JSON.stringify(fields)}`);
}

function isEqual(name: string, expected: unknown, fields: ContactFields): boolean {
  const text = leaves(fields).join('\n');
  if (name === 'plug_type') return expected === (isComplete(plugFieldsFrom(fields)) ? 'contact' : 'target');
  // A plug without a priority gets "medium".
  if (name === 'priority' && !fields.priority) return JSON.stringify(expected).includes('medium');
  if (name === 'kept')
    return listed(expected).every((each) => listed(each).some((one) => text.includes(one)));
  if (name === 'absent') return listed(expected).every((each) => !text.includes(each));
  if (name === 'tags_include') return listed(expected).every((each) => (fields.tags ?? []).includes(each));
  if (name === 'custom_data') {
    return Object.entries(expected as object).every(
      ([key, value]) => JSON.stringify(fields.customData?.[key]) === JSON.stringify(value),
    );
  }
  if (name === 'custom_data_exactly') {
    return JSON.stringify(fields.customData ?? {}) === JSON.stringify(expected);
  }
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const actual = (fields as Record<string, unknown>)[camel] ?? null;
  const oneOf = (expected as { one_of?: unknown[] } | null)?.one_of;
  if (oneOf !== undefined) return oneOf.includes(actual);
  const starts = (expected as { starts?: string } | null)?.starts;
  if (starts !== undefined) return String(actual).startsWith(starts);
  return JSON.stringify(actual) === JSON.stringify(expected);
}

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value : [String(value)];
}

function leaves(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value ?? '')];
  return Object.values(value).flatMap(leaves);
}
