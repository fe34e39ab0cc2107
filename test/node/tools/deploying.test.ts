/** The flag for which `npm run deploy` does not migrate the database. */
import { expect, it } from 'vitest';
import { isDryRun } from '../../../src/tools/cli/dry-run.ts';

it.each([
  { flags: [], result: false },
  { flags: ['--outdir', 'dry-run'], result: false },
  { flags: ['--dry-run'], result: true },
  { flags: ['--dry-run', '--outdir', 'dist'], result: true },
])('with the flags $flags, a deployment is a dry run: $result', ({ flags, result }) => {
  expect(isDryRun(flags)).toBe(result);
});

it.each([
  [['--dry-run=true']],
  [['--dry-run=false']],
  [['--dry-run', 'false']],
  [['--dryRun']],
  [['--dryRun=true']],
  [['--no-dry-run']],
  [['--dry-run', '--dryRun=false']],
])('the flags %j are rejected, because another spelling could change the production database', (flags) => {
  expect(isDryRun(flags)).toBeNull();
});
