/**
 * Files that need much memory are read in a process with 100 MB of memory for objects. A worker has 128 MB. The time for
 * a long name does not grow with the square of its length.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import {
  type ContactFileType,
  readContactFile,
} from '../../../../src/core/plugs/exchange/read-contact-file.ts';

const PROGRAM = join(import.meta.dirname, 'read-hostile-file.ts');
const TOO_MANY_VALUES = 'A file can have at most 500000 JSON values';

it.each([
  ['JSON with empty objects', TOO_MANY_VALUES],
  ['JSON with nested lists', 'A JSON file can have at most 500 levels'],
  ['JSON with the maximum number of inexact numbers', '1 entries'],
  ['vCard with short properties', 'A vCard file can have at most 250000 lines'],
  ['vCard with a large card', 'A card can have at most 10000 properties'],
  ['vCard with many parameters', '25 entries'],
  ['CSV with empty objects in the custom data', TOO_MANY_VALUES],
  ['vCard with empty objects in the custom data', TOO_MANY_VALUES],
])(
  'a file of at most 5 MiB is read or rejected in 100 MB of memory: %s',
  { timeout: 60_000 },
  async (name, expected) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--max-old-space-size=100',
      '--max-semi-space-size=8',
      PROGRAM,
      name,
    ]);
    expect(stdout.trim()).toBe(expected);
  },
);

it.each<[string, ContactFileType, string]>([
  [
    'a CSV file with a full name of 50,000 full stops',
    'csv',
    `Full Name,Email\n${'.'.repeat(50_000)}x y,a@x.test\n`,
  ],
  [
    'a CSV file with a full name of 100,000 words',
    'csv',
    `Full Name,Email\n${'é '.repeat(100_000)}x,a@x.test\n`,
  ],
  [
    'a vCard file with a group whose name has 50,000 semicolons',
    'vcard',
    `BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nN:${';'.repeat(50_000)}x\nEND:VCARD\n`,
  ],
])('%s is read in less than one second of CPU time', (_, type, text) => {
  const cpuBefore = process.cpuUsage();
  const { entries } = readContactFile(text, { type, timeZone: 'UTC' });
  expect(entries.map(({ errors }) => errors)).toEqual([[]]);
  expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(1000);
});
