/** The heap memory that the entries and the plan of an import use for a file at the limits. A worker has 128 MB. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { importEntries } from '../../../../src/core/plugs/exchange/import/import-entry.ts';
import { planEntries } from '../../../../src/core/plugs/exchange/import/plan-entries.ts';
import {
  type ContactFileType,
  readContactFile,
} from '../../../../src/core/plugs/exchange/read-contact-file.ts';
import type { NewPlug } from '../../../../src/store/plugs/plugs.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
const HEAP_LIMIT_MB = 32;
const ENTRY_COUNT = 5000;

/** Notes of about 890 characters. Each entry has other notes, so that the entries cannot share one string. */
const notesOf = (index: number) =>
  Array.from({ length: 225 }, (_, word) =>
    (((index + 1) * 7919 + word * 104_729) % 46_656).toString(36),
  ).join(' ');
/** The text of all entries, one below the other. */
const allEntries = (textOf: (index: number) => string) =>
  Array.from({ length: ENTRY_COUNT }, (_, index) => textOf(index)).join('\n');

it.each<[string, ContactFileType, () => string]>([
  [
    'CSV',
    'csv',
    () =>
      `Name,Email,Notes\n${allEntries((index) => `Ada ${index},a${index}@example.com,${notesOf(index)}`)}`,
  ],
  [
    'CSV with 990 columns',
    'csv',
    () => `Name${',x'.repeat(989)}\n${allEntries((index) => `A${index}${','.repeat(989)}1`)}`,
  ],
  [
    'vCard',
    'vcard',
    () =>
      allEntries((index) => `BEGIN:VCARD\nVERSION:4.0\nFN:Ada ${index}\nNOTE:${notesOf(index)}\nEND:VCARD`),
  ],
  [
    'JSON',
    'json',
    () =>
      JSON.stringify(
        Array.from({ length: ENTRY_COUNT }, (_, index) => ({
          email: `a${index}@example.com`,
          notes: notesOf(index),
        })),
      ),
  ],
])(
  'the entries and the plan of an import of 5,000 entries use less than 32 MB: %s',
  (_, type, createContent) => {
    const file = new TextEncoder().encode(createContent());
    expect(file.byteLength).toBeGreaterThan(4_000_000);
    collectGarbage();
    const bytesBefore = process.memoryUsage().heapUsed;
    const read = readContactFile(file, { type, timeZone: 'UTC' });
    const plan = planEntries(importEntries(read.entries, []), [], {
      onDuplicate: 'create',
      newPlug: (fields) => ({ ...fields, duplicateKey: null }) as NewPlug,
      phoneCountry: () => null,
    });
    collectGarbage();
    const megabytes = (process.memoryUsage().heapUsed - bytesBefore) / 1e6;
    expect([read.entries.length, plan.writes.length]).toEqual([ENTRY_COUNT, ENTRY_COUNT]);
    expect(megabytes).toBeLessThan(HEAP_LIMIT_MB);
  },
);
