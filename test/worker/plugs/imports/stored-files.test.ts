/** The preview and the import of a stored file, which the import page uses. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_CHOICES,
  readImportFile,
  setImportChoices,
  storeImportFile,
} from '../../../../src/core/plugs/exchange/import-file/import-file.ts';
import { importStoredFile } from '../../../../src/core/plugs/exchange/import-file/import-stored-file.ts';
import {
  type FilePreview,
  previewImportFile,
} from '../../../../src/core/plugs/exchange/import-file/preview-import-file.ts';
import {
  readImport,
  readImportOverview,
} from '../../../../src/core/plugs/exchange/import-file/read-imports.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';

let account: TestAccount;
beforeEach(async () => {
  account = await signUp();
});

const newContext = (DB?: D1Database) => contextOf(account, DB);
const storeText = (text: string) =>
  storeImportFile(newContext(), { type: 'csv', fileName: 'a.csv', file: new TextEncoder().encode(text) });
const readPreview = async (id: string) => (await previewImportFile(newContext(), id)) as FilePreview;
const csvOf = (count: number) =>
  `Name,Email\n${Array.from({ length: count }, (_, at) => `Ada ${at},a${at}@example.com\n`).join('')}`;
const readPlugs = async () => (await call('/plugs?limit=1000', { token: account.token })).body.items;

/** A database whose first `batchCount` batches succeed, and whose later batches fail. */
function databaseFailingAfter(batchCount: number): D1Database {
  let batchesBegun = 0;
  return withBatch((statements) => {
    batchesBegun += 1;
    if (batchesBegun > batchCount) throw new Error('D1_ERROR: network connection lost');
    return bindings.DB.batch(statements);
  });
}

describe('a preview', () => {
  it('a preview has the columns with their first values and the outcomes, in two round trips', async () => {
    const id = await storeText('Name,Size,Blank,Email\nAda,,,x\nBo,42,,bo@example.com\n,1,,\n');
    const ctx = newContext();
    const { contacts, report, written } = (await previewImportFile(ctx, id)) as FilePreview;
    expect(contacts.columns).toEqual({
      Name: 'full_name',
      Size: 'custom_data.Size',
      Blank: 'custom_data.Blank',
      Email: 'email',
    });
    expect(contacts.samples).toEqual({ Name: 'Ada', Size: '42', Email: 'x' });
    expect(report.entries.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'created'],
      [3, 'created'],
      [4, 'failed'],
    ]);
    expect([written, ctx.cost.d1Trips, ctx.cost.d1RowsWritten]).toEqual([null, 2, 0]);
    expect(await readPlugs()).toEqual([]);
  });

  it('a preview of a file without a recognised column lists the columns, so that the user can assign fields to the columns', async () => {
    const id = await storeText('Wer,Wo\nAda,Acme\n');
    const { contacts, report } = await readPreview(id);
    expect(contacts.columns).toEqual({ Wer: 'custom_data.Wer', Wo: 'custom_data.Wo' });
    expect(report.entries).toMatchObject([{ line: 2, outcome: 'failed' }]);
    const mapping = { Wer: 'full_name', Wo: 'company' };
    await importStoredFile(newContext(), id, { ...DEFAULT_CHOICES, mapping });
    expect(await readPlugs()).toMatchObject([{ first_name: 'Ada', company: 'Acme' }]);
  });

  it('a preview and an import of an unknown file are rejected', async () => {
    await expect(previewImportFile(newContext(), crypto.randomUUID())).rejects.toThrow('NOT_FOUND');
    await expect(importStoredFile(newContext(), crypto.randomUUID(), DEFAULT_CHOICES)).rejects.toThrow(
      'NOT_FOUND',
    );
  });
});

describe('an import of a stored file', () => {
  it('an import deletes the stored file, and a repeated import finds the first import', async () => {
    const id = await storeText(csvOf(3));
    const ctx = newContext();
    const first = await importStoredFile(ctx, id, DEFAULT_CHOICES);
    expect(first).toEqual({ importId: expect.any(String), isComplete: true, imported: 3 });
    // One round trip each for the file, the key, the candidates, one chunk and the deletion.
    expect(ctx.cost.d1Trips).toBe(5);
    expect((await readImportFile(newContext(), id)).file).toBeNull();
    const { importId } = first;
    expect(await importStoredFile(newContext(), id, DEFAULT_CHOICES)).toMatchObject({ importId });
    expect(await previewImportFile(newContext(), id)).toEqual({ kind: 'imported', importId });
    expect(await readPlugs()).toHaveLength(3);
    const { report, listed, waiting } = await readImport(newContext(), importId);
    expect(report?.entries).toHaveLength(3);
    expect([listed.fileName, listed.state, waiting]).toEqual(['a.csv', 'complete', null]);
  });

  it('a stored file is imported once if two calls import it at the same time', async () => {
    const id = await storeText(csvOf(3));
    const results = await Promise.all([1, 2].map(() => importStoredFile(newContext(), id, DEFAULT_CHOICES)));
    expect(results[0]?.importId).toBe(results[1]?.importId);
    expect(await readPlugs()).toHaveLength(3);
    expect((await readImportOverview(newContext(), { limit: 10 })).imports).toHaveLength(1);
  });

  it('an interrupted import is listed, shows the imported entries, and continues with the choices with which it began', {
    timeout: 30_000,
  }, async () => {
    const id = await storeText(csvOf(300));
    const choices = { ...DEFAULT_CHOICES, tags: ['fair'] };
    // The first four round trips succeed: the file, the key, the candidates, and the first chunk with the choices.
    const { importId, isComplete } = await importStoredFile(newContext(databaseFailingAfter(4)), id, choices);
    expect(isComplete).toBe(false);
    const overview = await readImportOverview(newContext(), { limit: 10 });
    expect(overview.waiting).toEqual({ id, name: 'a.csv', importId });
    expect(overview.imports).toMatchObject([{ id: importId, state: 'partial' }]);
    const interrupted = await readImport(newContext(), importId);
    expect([interrupted.report, interrupted.waiting?.id]).toEqual([null, id]);
    await setImportChoices(newContext(), id, DEFAULT_CHOICES);
    const { written, report, file } = await readPreview(id);
    const imported = report.entries.filter((entry) => written?.has(entry.id ?? ''));
    expect([imported.length, imported[0]?.line, imported.at(-1)?.line]).toEqual([250, 2, 251]);
    expect(report.entries.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect(file.choices.tags).toEqual(['fair']);
    // An import without a report counts as interrupted 10 seconds after it began.
    const later = { ...newContext(), nowMs: Date.now() + 11_000 };
    const completed = await importStoredFile(later, id, DEFAULT_CHOICES);
    expect(completed).toEqual({ importId, isComplete: true, imported: 300 });
    const items = await readPlugs();
    expect([items.length, new Set(items.flatMap((plug: { tags: string[] }) => plug.tags))]).toEqual([
      300,
      new Set(['fair']),
    ]);
  });
});

it('another account finds neither the import nor the stored file that is not imported yet', async () => {
  const id = await storeText(csvOf(1));
  const { importId } = await importStoredFile(newContext(), id, DEFAULT_CHOICES);
  await storeText(csvOf(1));
  const other = contextOf(await signUp());
  await expect(readImport(other, importId)).rejects.toThrow('NOT_FOUND');
  expect(await readImportOverview(other, { limit: 10 })).toMatchObject({ imports: [], waiting: null });
});

it('for one hour, the overview of imports contains a stored file that is not imported yet', async () => {
  const id = await storeText(csvOf(1));
  const readWaitingFileAfter = async (elapsedMs: number) => {
    const context = { ...newContext(), nowMs: Date.now() + elapsedMs };
    return (await readImportOverview(context, { limit: 10 })).waiting;
  };
  expect(await readWaitingFileAfter(3_500_000)).toMatchObject({ id });
  expect(await readWaitingFileAfter(3_600_000)).toBeNull();
});
