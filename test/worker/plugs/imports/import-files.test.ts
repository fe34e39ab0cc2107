/** Files that are stored between the preview and the import: their parts, costs, replacement and deletion. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_CHOICES,
  deleteImportFile,
  readImportFile,
  setImportChoices,
  storeImportFile,
} from '../../../../src/core/plugs/exchange/import-file/import-file.ts';
import { noCost } from '../../../../src/rules/cost.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { clearExpired } from '../../../../src/store/scheduled/clear-expired.ts';
import { bindings } from '../../support/bindings.ts';
import { signUp, type TestAccount } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';

const HOUR_MS = 3600_000;
const FILE = {
  type: 'csv' as const,
  fileName: 'my contacts.csv',
  file: new TextEncoder().encode('Name\nAda\n'),
};
const CHOICES = { ...DEFAULT_CHOICES, onDuplicate: 'update' as const, mapping: { Firma: 'company' } };

let account: TestAccount;
beforeEach(async () => {
  account = await signUp();
});

const newContext = (nowMs = Date.now()) => ({ ...contextOf(account), nowMs });

async function readStoredRows() {
  const query = bindings.DB.prepare('SELECT * FROM import_files WHERE owner = ? ORDER BY part');
  const { results } = await query.bind(accountNumberOf(account.sessionId)).all<Record<string, unknown>>();
  return results;
}

/** A file of `byteCount` bytes with one contact, whose notes are random bytes that can hardly be compressed. */
function randomCsv(byteCount: number): Uint8Array {
  const bytes = new Uint8Array(byteCount);
  for (let at = 0; at < byteCount; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  // Bytes that could be a delimiter, a quotation mark or a line break are replaced.
  const plain = bytes.map((byte) => (byte < 0x30 || byte === 0x3b || byte === 0x7c ? byte + 0x80 : byte));
  plain.set(new TextEncoder().encode('Name,Notes\nAda,'));
  return plain;
}

describe('a stored file', () => {
  it('a stored file is read with its bytes, name, type and choices until one hour has passed', async () => {
    const id = await storeImportFile(newContext(), FILE);
    const { file, begun } = await readImportFile(newContext(), id);
    expect([file, begun]).toEqual([{ ...FILE, id, choices: DEFAULT_CHOICES }, null]);
    expect((await readImportFile(newContext(Date.now() + HOUR_MS - 60_000), id)).file).not.toBeNull();
    expect((await readImportFile(newContext(Date.now() + HOUR_MS), id)).file).toBeNull();
  });

  it('a file of 5 MiB that can hardly be compressed takes 7 parts of at most 1 MB', async () => {
    const bytes = randomCsv(5 * 1024 * 1024);
    const storeCtx = newContext();
    const id = await storeImportFile(storeCtx, { ...FILE, file: bytes });
    // For each part, D1 writes the row, the entry of its key and the entry of the index of expiry times.
    expect([storeCtx.cost.d1Trips, storeCtx.cost.d1RowsWritten]).toEqual([2, 7 * 3]);
    const lengths = (await readStoredRows()).map(({ content }) => String(content).length);
    expect([lengths.length, Math.max(...lengths)]).toEqual([7, 1_000_000]);
    const readCtx = newContext();
    expect(Buffer.from((await readImportFile(readCtx, id)).file?.file ?? []).equals(bytes)).toBe(true);
    expect(readCtx.cost.d1Trips).toBe(1);
    expect(readCtx.cost.d1RowsRead).toBeLessThanOrEqual(14);
  });

  it('a file of 5,000 contacts takes one part, and 3 rows are written', async () => {
    const text = `Name,Email\n${Array.from({ length: 5000 }, (_, at) => `Ada ${at},a${at}@example.com\n`).join('')}`;
    const ctx = newContext();
    await storeImportFile(ctx, { ...FILE, file: new TextEncoder().encode(text) });
    expect([(await readStoredRows()).length, ctx.cost.d1RowsWritten]).toEqual([1, 3]);
  });

  it('a file that cannot be read or has more than 5,000 entries is rejected, and the file that is already stored remains', async () => {
    const id = await storeImportFile(newContext(), FILE);
    const storeText = (text: string, type: 'csv' | 'json' = 'csv') =>
      storeImportFile(newContext(), { ...FILE, type, file: new TextEncoder().encode(text) });
    await expect(storeText('Name\n"Ada')).rejects.toThrow('INVALID_INPUT');
    await expect(storeText('{', 'json')).rejects.toThrow('INVALID_INPUT');
    await expect(storeText(`Name\n${'A\n'.repeat(5001)}`)).rejects.toThrow('TOO_MANY_ENTRIES');
    expect(await readStoredRows()).toMatchObject([{ id }]);
  });

  it('a new file replaces the previous file, and a call with the id of the previous file neither deletes nor changes the new file', async () => {
    const first = await storeImportFile(newContext(), FILE);
    const second = await storeImportFile(newContext(), { ...FILE, fileName: null });
    expect(await readStoredRows()).toMatchObject([{ id: second, part: 0, name: null }]);
    expect((await readImportFile(newContext(), first)).file).toBeNull();
    await deleteImportFile(newContext(), first);
    await setImportChoices(newContext(), first, CHOICES);
    expect((await readImportFile(newContext(), second)).file?.choices).toEqual(DEFAULT_CHOICES);
  });

  it('the choices of the user are stored with the file', async () => {
    const id = await storeImportFile(newContext(), FILE);
    await setImportChoices(newContext(), id, CHOICES);
    expect((await readImportFile(newContext(), id)).file?.choices).toEqual(CHOICES);
  });

  it('another account can neither read nor delete a stored file, nor change its choices', async () => {
    const id = await storeImportFile(newContext(), FILE);
    const other = contextOf(await signUp());
    expect((await readImportFile(other, id)).file).toBeNull();
    await deleteImportFile(other, id);
    await setImportChoices(other, id, CHOICES);
    expect((await readImportFile(newContext(), id)).file?.choices).toEqual(DEFAULT_CHOICES);
  });

  it('a stored file can be deleted', async () => {
    const id = await storeImportFile(newContext(), FILE);
    await deleteImportFile(newContext(), id);
    expect(await readStoredRows()).toEqual([]);
  });

  it('the scheduled job deletes a stored file after one hour', async () => {
    const id = await storeImportFile(newContext(), FILE);
    const database = openDatabase(bindings.DB, noCost());
    const runJob = (nowMs: number) => clearExpired(database, { nowMs, endsAtMs: Date.now() + 10_000 });
    await runJob(Date.now() + HOUR_MS - 60_000);
    expect(await readStoredRows()).toMatchObject([{ id }]);
    await runJob(Date.now() + HOUR_MS + 60_000);
    expect(await readStoredRows()).toEqual([]);
  });
});

it('the scheduled job deletes expired files in chunks of 20 parts', async () => {
  const parts = 'WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 44)';
  const owner = accountNumberOf(account.sessionId);
  await bindings.DB.prepare(
    `${parts} INSERT INTO import_files (owner, part, id, type, content, expires_at) SELECT ?, n, 'x', 'csv', '', 1 FROM n`,
  )
    .bind(owner)
    .run();
  const cost = noCost();
  await clearExpired(openDatabase(bindings.DB, cost), { nowMs: Date.now(), endsAtMs: Date.now() + 10_000 });
  expect(await readStoredRows()).toEqual([]);
  // One round trip finds the owners whose revisions are checked, and three round trips delete 20, 20 and 5 parts.
  expect(cost.d1Trips).toBe(4);
});
