/** A repeated import that begins while the first import is still running after 10 seconds. */
import { afterEach, expect, it, vi } from 'vitest';
import { withRequestAfter } from '../../support/altered-worker.ts';
import type { TestResponse } from '../../support/client.ts';
import { START } from '../../support/golden.ts';
import { newImportOwner } from './import-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A CSV file with 300 people. They have no unique key, because they have neither an e-mail address nor a company. */
const rows = Array.from({ length: 300 }, (_, at) => `A${at},+49 30 55${String(at).padStart(5, '0')}\n`);
const FILE = `First Name,Phone\n${rows.join('')}`;
const headers = { 'Idempotency-Key': 'slow' };

it('a repeated import after 10 seconds completes an import that is still running, and no entry is imported twice', {
  timeout: 60_000,
}, async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { send, readPlugs } = await newImportOwner();
  let repeated: TestResponse | undefined;
  // The third batch writes the first chunk.
  const DB = withRequestAfter(3, async () => {
    vi.setSystemTime(START + 11_000);
    repeated = await send(FILE, { headers });
  });
  const first = await send(FILE, { headers, altered: { DB } });
  expect(repeated?.body).toMatchObject({ complete: true, created: 300 });
  expect([first.status, first.body]).toEqual([200, repeated?.body]);
  expect(await readPlugs()).toHaveLength(300);
});
