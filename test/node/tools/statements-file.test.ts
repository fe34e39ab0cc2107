/** The temporary file with the statements for D1. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DatabaseLocation } from '../../../src/tools/cli/database/d1.ts';
import { executeStatements } from '../../../src/tools/cli/database/execute-statements.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugs-test-'));
  vi.stubEnv('TMPDIR', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('the file is deleted if wrangler fails', async () => {
  const unknownFlag = '--unknown-location' as DatabaseLocation;
  await expect(executeStatements(unknownFlag, ['SELECT 1'])).rejects.toThrow(
    'wrangler d1 execute DB exited with code 1.',
  );
  expect(readdirSync(folder).filter((name) => name.startsWith('plugs-'))).toEqual([]);
});
