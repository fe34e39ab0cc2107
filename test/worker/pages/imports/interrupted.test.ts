/** An import that is interrupted, because the browser disconnects or the storage fails. */
import { afterEach, expect, it, vi } from 'vitest';
import { abortAt } from '../../support/abort.ts';
import { fetchAltered, withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { ORIGIN } from '../page-client.ts';
import { createImporter, type Importer, textOf } from './import-client.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A file with 300 contacts, which is more than one chunk of an import. */
const CSV = `Name,Email\n${Array.from({ length: 300 }, (_, at) => `Ada ${at},a${at}@example.com\n`).join('')}`;

function importRequest({ cookie }: Importer, path: string): Request {
  const body = new URLSearchParams({ tags: 'fair' });
  const headers = { Cookie: cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };
  return new Request(`${ORIGIN}${path}/import`, { method: 'POST', body, headers, redirect: 'manual' });
}

/** A database in which only the first `batchCount` batches succeed. */
function databaseFailingAfter(batchCount: number): D1Database {
  let batchesBegun = 0;
  return withBatch((statements) => {
    batchesBegun += 1;
    if (batchesBegun > batchCount) throw new Error('D1_ERROR: network connection lost');
    return bindings.DB.batch(statements);
  });
}

it('an import is completed if the browser disconnects after the first chunk', {
  timeout: 30_000,
}, async () => {
  const user = await createImporter();
  const path = await user.preview(CSV);
  // The request is aborted at its eighth await, after the fourth round trip. The round trips read the file, the key and
  // the candidates, and write the first chunk.
  expect(await abortAt(importRequest(user, path), 8, 'disconnect')).toBe(true);
  expect(await user.readPlugs()).toHaveLength(300);
  expect(textOf(await user.visit('/web/import'))).toContain('Complete 300 created');
});

it('after a storage failure, the pages name the imported lines, and a second request completes the import', {
  timeout: 30_000,
}, async () => {
  const user = await createImporter();
  const path = await user.preview(CSV);
  // The first four round trips succeed: the file, the key, the candidates and the first chunk of 250 contacts.
  const DB = databaseFailingAfter(4);
  const interrupted = await fetchAltered(importRequest(user, path), { DB });
  expect([interrupted.status, interrupted.headers.get('Location')]).toEqual([303, path]);
  const preview = textOf(await user.visit(path));
  expect(preview).toContain('Imported: lines 2 to 251. 50 contacts are missing.');
  expect(preview).toContain('Ada 0 Line 2 Imported');
  expect(preview).toContain('Complete the import');
  expect(preview).not.toContain('Tag every contact');
  const list = await user.visit('/web/import');
  expect(textOf(list)).toMatch(
    /The import of my contacts\.csv is not complete\..*Complete the import.*Not complete/,
  );
  const id = /href="\/web\/import\/([\w-]+)"/.exec(list.body)?.[1] ?? '';
  expect(textOf(await user.visit(`/web/import/${id}`))).toMatch(/So far: 250 created.*Complete the import/);
  // An interrupted import is treated as running for 10 seconds after its start.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
  await user.submit(`${path}/import`);
  expect(textOf(await user.visit(`/web/import/${id}`))).toContain('300 contacts imported');
  expect(new Set((await user.readPlugs()).map(({ tags }) => tags.join()))).toEqual(new Set(['fair']));
  expect(await user.readPlugs()).toHaveLength(300);
});
