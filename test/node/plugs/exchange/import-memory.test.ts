/** The memory that an import needs for a file at the limits. A worker has 128 MB. */
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
const MAX_MEGABYTES = 32;
const ENTRIES = 5000;

/** Notes of about 850 characters that differ. */
const notes = (at: number) =>
  Array.from({ length: 225 }, (_, word) => (((at + 1) * 7919 + word * 104_729) % 46_656).toString(36)).join(
    ' ',
  );
const rows = (row: (at: number) => string) => Array.from({ length: ENTRIES }, (_, at) => row(at)).join('\n');

it.each<[string, ContactFileType, () => string]>([
  ['CSV', 'csv', () => `Name,Email,Notes\n${rows((at) => `Ada ${at},a${at}@example.com,${notes(at)}`)}`],
  [
    'CSV with 990 columns',
    'csv',
    () => `Name${',x'.repeat(989)}\n${rows((at) => `A${at}${','.repeat(989)}1`)}`,
  ],
  [
    'vCard',
    'vcard',
    () => rows((at) => `BEGIN:VCARD\nVERSION:4.0\nFN:Ada ${at}\nNOTE:${notes(at)}\nEND:VCARD`),
  ],
  [
    'JSON',
    'json',
    () =>
      JSON.stringify(
        Array.from({ length: ENTRIES }, (_, at) => ({ email: `a${at}@example.com`, notes: notes(at) })),
      ),
  ],
])('an import of 5,000 entries in about 5 MiB needs at most 32 MB of memory: %s', (_, type, content) => {
  const file = new TextEncoder().encode(content());
  expect(file.byteLength).toBeGreaterThan(4_000_000);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const read = readContactFile(file, { type, timeZone: 'UTC' });
  const plan = planEntries(importEntries(read.entries, []), [], {
    onDuplicate: 'create',
    newPlug: (fields) => ({ ...fields, duplicateKey: null }) as NewPlug,
    phoneCountry: () => null,
  });
  collectGarbage();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  expect([read.entries.length, plan.writes.length]).toEqual([ENTRIES, ENTRIES]);
  expect(megabytes).toBeLessThan(MAX_MEGABYTES);
});
