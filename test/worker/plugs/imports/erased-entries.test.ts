/** Imports with a plug that is permanently deleted later: the stored report is removed, and the counts remain. */
import { expect, it } from 'vitest';
import {
  DEFAULT_CHOICES,
  storeImportFile,
} from '../../../../src/core/plugs/exchange/import-file/import-file.ts';
import { importStoredFile } from '../../../../src/core/plugs/exchange/import-file/import-stored-file.ts';
import { previewImportFile } from '../../../../src/core/plugs/exchange/import-file/preview-import-file.ts';
import { readImport } from '../../../../src/core/plugs/exchange/import-file/read-imports.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { newImportOwner } from './import-owner.ts';

const FILE = 'Name,Email\nAda Ray,ada@example.com\nBea Ray,bea@example.com\n';
const headers = { 'Idempotency-Key': 'key' };

/** Creates an account. `erase` permanently deletes a plug, and `readReport` reads the stored report of an import. */
async function newErasingOwner() {
  const owner = await newImportOwner();
  const { token } = owner;
  return {
    ...owner,
    erase: async (id: string) => {
      await call(`/plugs/${id}`, { token, method: 'DELETE' });
      await call(`/plugs/${id}?permanent=true`, { token, method: 'DELETE' });
    },
    readReport: async (importId: string) => {
      const query = bindings.DB.prepare('SELECT report FROM changesets WHERE id = ?').bind(importId);
      return JSON.parse((await query.first<string>('report')) ?? '');
    },
  };
}

it('after the permanent deletion of a new plug, only the counts of its import are stored, and a repeated import returns them and writes nothing', async () => {
  const { send, erase, readReport, readPlugs } = await newErasingOwner();
  const { body: first } = await send(FILE, { headers });
  const { body: other } = await send('Name,Email\nCleo,cleo@example.com\n', {
    headers: { 'Idempotency-Key': 'other' },
  });
  expect(await readReport(first.import_id)).toHaveProperty('report');
  await erase(first.entries[0].id);
  const counts = { created: 2, updated: 0, skipped: 0, failed: 0 };
  expect(await readReport(first.import_id)).toEqual({ counts });
  expect(await readReport(other.import_id)).toHaveProperty('report');
  const { status, body } = await send(FILE, { headers });
  expect([status, body]).toEqual([200, { ...first, entries: [] }]);
  expect(await readPlugs()).toHaveLength(2);
});

it('the report of an import is removed if a plug that the import filled and that was changed later is permanently deleted', async () => {
  const { send, create, erase, readReport, token } = await newErasingOwner();
  const id = await create({ email: 'ada@example.com' });
  const { body } = await send('Email,Company\nada@example.com,Acme\n', {
    headers,
    query: { on_duplicate: 'update' },
  });
  await call(`/plugs/${id}`, { token, method: 'PUT', body: { company: 'Other' } });
  expect(await readReport(body.import_id)).toHaveProperty('report');
  await erase(id);
  expect(await readReport(body.import_id)).toEqual({ counts: expect.objectContaining({ updated: 1 }) });
});

it('the page of a stored file whose import is complete shows the import after a permanent deletion', async () => {
  const { account, readPlugs, erase } = await newErasingOwner();
  const newContext = () => contextOf(account);
  const file = new TextEncoder().encode(FILE);
  const id = await storeImportFile(newContext(), { type: 'csv', fileName: 'a.csv', file });
  const { importId } = await importStoredFile(newContext(), id, DEFAULT_CHOICES);
  await erase((await readPlugs())[0].id);
  expect(await previewImportFile(newContext(), id)).toEqual({ kind: 'imported', importId });
  expect(await importStoredFile(newContext(), id, DEFAULT_CHOICES)).toMatchObject({ importId, imported: 0 });
  const { report, listed } = await readImport(newContext(), importId);
  expect([report, listed.counts.created]).toEqual([null, 2]);
});
