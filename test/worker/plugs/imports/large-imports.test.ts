/** Imports of many entries, and imports with storage failures, idempotency keys, parallel writes or large reports. */
import { describe, expect, it } from 'vitest';
import { withBatch, withRequestAfter } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { newImportOwner } from './import-owner.ts';

/** A CSV file with `count` contacts, each with the same notes. */
const csvOf = (count: number, notes = '') =>
  `First Name,Last Name,Email,Notes\n${Array.from({ length: count }, (_, at) => `A${at},Smith,a${at}@example.com,${notes}\n`).join('')}`;

it('an import of 5,000 entries takes at most 22 round trips, also if the entries fill fields of 5,000 stored plugs', {
  timeout: 120_000,
}, async () => {
  const { send, owner } = await newImportOwner();
  const first = await send(csvOf(5000));
  expect(first.body).toMatchObject({ created: 5000, complete: true });
  expect(first.cost.trips).toBeLessThanOrEqual(22);
  // A new plug writes at most 11 rows. Each chunk of 250 plugs writes one row for its changeset and one for the week.
  expect(first.cost.rowsWritten).toBeLessThanOrEqual(5000 * 11 + 20 * 2);
  const filled = await send(csvOf(5000, 'met'), { query: { on_duplicate: 'update' } });
  expect(filled.body).toMatchObject({ updated: 5000, created: 0 });
  expect(filled.cost.trips).toBeLessThanOrEqual(22);
  expect(filled.cost.rowsWritten).toBeLessThanOrEqual(5000 * 3 + 20 * 2);
  const skipped = await send(csvOf(5000));
  expect(skipped.body).toMatchObject({ skipped: 5000 });
  expect(skipped.cost.trips).toBeLessThanOrEqual(3);
  const count = await bindings.DB.prepare('SELECT count(*) AS count FROM plugs WHERE owner = ?')
    .bind(owner)
    .first();
  expect(count).toEqual({ count: 5000 });
});

it('an import of nearly 5 MiB takes at most 42 round trips', { timeout: 120_000 }, async () => {
  const { send } = await newImportOwner();
  const { body, cost } = await send(csvOf(5000, 'note '.repeat(190)));
  expect(body).toMatchObject({ created: 5000, complete: true });
  expect(cost.trips).toBeLessThanOrEqual(42);
});

describe('an import during a storage failure', () => {
  /** A database whose first `batchCount` batches succeed, and whose later batches fail. */
  const databaseFailingAfter = (batchCount: number): D1Database => {
    let batchesBegun = 0;
    return withBatch((statements) => {
      batchesBegun += 1;
      if (batchesBegun > batchCount) throw new Error('D1_ERROR: network connection lost');
      return bindings.DB.batch(statements);
    });
  };

  it('an import that fails before the first chunk is written writes nothing and returns 503', async () => {
    const { send, readPlugs, readImports } = await newImportOwner();
    const { status } = await send(csvOf(2), { altered: { DB: databaseFailingAfter(2) } });
    expect([status, await readPlugs(), await readImports()]).toEqual([503, [], []]);
  });

  it('an import that fails after the first chunk reports the other entries as failed, and a second import creates them', async () => {
    const { send, readPlugs, readImports } = await newImportOwner();
    const { status, body } = await send(csvOf(300), { altered: { DB: databaseFailingAfter(3) } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ complete: false, created: 250, failed: 50 });
    expect(body.entries[250]).toMatchObject({ line: 252, outcome: 'failed', errors: [{ field: 'file' }] });
    expect((await readImports())[0]).toMatchObject({ id: body.import_id, state: 'partial' });
    expect((await send(csvOf(300))).body).toMatchObject({ complete: true, created: 50, skipped: 250 });
    expect(await readPlugs()).toHaveLength(300);
  });

  it('a repeated import with the same idempotency key continues an interrupted import', {
    timeout: 60_000,
  }, async () => {
    const { send, readImports, undo, readPlugs } = await newImportOwner();
    const headers = { 'Idempotency-Key': 'one' };
    const first = await send(csvOf(300), { headers, altered: { DB: databaseFailingAfter(3) } });
    const second = await send(csvOf(300), { headers });
    expect(second.body).toMatchObject({ complete: true, created: 300, import_id: first.body.import_id });
    expect(await readImports()).toMatchObject([{ state: 'complete', created: 300, skipped: 0, failed: 0 }]);
    expect((await undo(second.body.import_id)).body.undone).toBe(300);
    expect(await readPlugs()).toEqual([]);
  });

  it('a repeated import that continues reports the second of two entries for one new plug as skipped', {
    timeout: 60_000,
  }, async () => {
    const { send } = await newImportOwner();
    const headers = { 'Idempotency-Key': 'one' };
    const [, ...rows] = csvOf(300).split('\n');
    const text = csvOf(1) + rows.join('\n');
    await send(text, { headers, altered: { DB: databaseFailingAfter(3) } });
    const { body } = await send(text, { headers });
    expect(body).toMatchObject({ complete: true, created: 300, skipped: 1 });
    const { id } = body.entries[0];
    const skipped = { line: 3, outcome: 'skipped', duplicate_of: id, duplicate_of_line: 2 };
    expect(body.entries.slice(0, 2)).toMatchObject([{ line: 2, outcome: 'created' }, skipped]);
  });

  /** A database that runs another request after the second batch, and that fails after `batchCount` batches. */
  const databaseWithRequest = (batchCount: number, otherRequest: () => Promise<unknown>): D1Database => {
    const failing = databaseFailingAfter(batchCount);
    let batches = 0;
    return withBatch(async (statements) => {
      const results = await failing.batch(statements);
      batches += 1;
      // The second batch reads the stored plugs of the first chunk.
      if (batches === 2) await otherRequest();
      return results;
    });
  };

  it('a repeated import fills a plug that another request changed during an import that failed later', async () => {
    const { send, create, token } = await newImportOwner();
    const path = `/plugs/${await create({ email: 'a0@example.com' })}`;
    const request = { headers: { 'Idempotency-Key': 'one' }, query: { on_duplicate: 'update' } };
    const body = { company: 'Mine' };
    const DB = databaseWithRequest(3, () => call(path, { token, method: 'PUT', body }));
    await send(csvOf(2, 'hello'), { ...request, altered: { DB } });
    const second = await send(csvOf(2, 'hello'), request);
    expect(second.body).toMatchObject({ complete: true, created: 1, updated: 1, failed: 0 });
    expect((await call(path, { token })).body).toMatchObject({ company: 'Mine', notes: 'hello' });
  });

  it('an import that fails after another request has deleted a plug of the last chunk is partial', async () => {
    const { send, create, readImports, token } = await newImportOwner();
    const path = `/plugs/${await create({ email: 'a250@example.com' })}`;
    const DB = databaseWithRequest(4, () => call(path, { token, method: 'DELETE' }));
    const { body } = await send(csvOf(251), { query: { on_duplicate: 'update' }, altered: { DB } });
    expect(body).toMatchObject({ complete: false, created: 250, failed: 1 });
    expect(await readImports()).toMatchObject([{ state: 'partial' }]);
  });
});

describe('an idempotency key', () => {
  const headers = { 'Idempotency-Key': 'key' };

  it('a repeated import with the same idempotency key returns the first report and creates nothing', async () => {
    const { send, readPlugs, token } = await newImportOwner();
    const first = await send(csvOf(3), { headers });
    const [{ id }] = await readPlugs();
    await call(`/plugs/${id}`, { token, method: 'DELETE' });
    expect((await send(csvOf(3), { headers })).body).toEqual(first.body);
    expect(await readPlugs()).toHaveLength(2);
  });

  it('a repeated import returns the first report also if the first import created nothing', async () => {
    const { send, readPlugs, token } = await newImportOwner();
    await send(csvOf(1));
    const first = await send(csvOf(1), { headers });
    await call(`/plugs/${(await readPlugs())[0].id}`, { token, method: 'DELETE' });
    expect((await send(csvOf(1), { headers })).body).toEqual(first.body);
    expect(await readPlugs()).toEqual([]);
  });

  it('a repeated import returns the first report also if a filled plug would have been a duplicate', async () => {
    const { send, create } = await newImportOwner();
    await create({ last_name: 'Ray', company: 'Acme' });
    await create({ last_name: 'Ray', primary_number: '+4930123456' });
    const text = 'Phone,Company\n+4930123456,Acme\n';
    const request = { headers, query: { on_duplicate: 'update' } };
    const first = await send(text, request);
    expect(first.body).toMatchObject({ skipped: 1, updated: 0, complete: true });
    expect((await send(text, request)).body).toEqual(first.body);
  });

  it('an idempotency key that was used with another file or another query is rejected', async () => {
    const { send } = await newImportOwner();
    await send(csvOf(1), { headers });
    expect((await send(csvOf(2), { headers })).status).toBe(409);
    expect((await send(csvOf(1), { headers, query: { tags: 'x' } })).status).toBe(409);
  });

  it('eight parallel imports with one idempotency key import the file once and return the same report', {
    timeout: 60_000,
  }, async () => {
    const { send, readPlugs } = await newImportOwner();
    const responses = await Promise.all(Array.from({ length: 8 }, () => send(csvOf(20), { headers })));
    expect(new Set(responses.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await readPlugs()).toHaveLength(20);
  });
});

it('if a parallel request stores the idempotency key first, an import returns the report of the parallel request', async () => {
  const { send, readPlugs } = await newImportOwner();
  const headers = { 'Idempotency-Key': 'parallel' };
  let first: unknown;
  const DB = withRequestAfter(2, async () => {
    first = (await send(csvOf(3), { headers })).body;
  });
  expect((await send(csvOf(3), { headers, altered: { DB } })).body).toEqual(first);
  expect(await readPlugs()).toHaveLength(3);
});

it('if a parallel request stores the idempotency key first, an import of stored entries also returns its report', async () => {
  const { send } = await newImportOwner();
  await send(csvOf(3));
  const headers = { 'Idempotency-Key': 'parallel' };
  let first: unknown;
  const DB = withRequestAfter(2, async () => {
    first = (await send(csvOf(3), { headers })).body;
  });
  const { status, body } = await send(csvOf(3), { headers, altered: { DB } });
  expect([status, body]).toEqual([200, first]);
});

it('an import skips an entry if another request creates a plug with the same e-mail address during the import', async () => {
  const { send, create, readPlugs } = await newImportOwner();
  let id = '';
  const DB = withRequestAfter(2, async () => {
    id = await create({ email: 'a1@example.com', company: 'Acme', job_title: 'CEO' });
  });
  const text = csvOf(3).replace('Notes', 'Notes,Company,Title').replaceAll(',\n', ',,Acme,CEO\n');
  const { body } = await send(text, { altered: { DB } });
  expect(body).toMatchObject({ created: 2, skipped: 1, complete: true });
  expect(body.entries[1]).toMatchObject({ outcome: 'skipped', duplicate_of: id, reason: 'same_email' });
  expect(await readPlugs()).toHaveLength(3);
});

it('an import keeps a value that another request writes to a plug during the import, and fills the other empty field', async () => {
  const { send, create, read, token } = await newImportOwner();
  const id = await create({ email: 'a0@example.com' });
  const DB = withRequestAfter(2, () =>
    call(`/plugs/${id}`, { token, method: 'PUT', body: { company: 'Mine' } }),
  );
  const text = 'Email,Company,Notes\na0@example.com,Theirs,hello\n';
  const { body } = await send(text, { query: { on_duplicate: 'update' }, altered: { DB } });
  expect(body).toMatchObject({ updated: 1, complete: true });
  expect(await read(id)).toMatchObject({ company: 'Mine', notes: 'hello' });
});

it('a report that is too large for a row of D1 is not stored, and the import is complete', {
  timeout: 60_000,
}, async () => {
  const { send, readImports, owner } = await newImportOwner();
  const random = Array.from({ length: 45 }, () =>
    crypto.getRandomValues(Buffer.alloc(48 * 1024)).toString('base64'),
  );
  const body = `First Name,${random.join('')}\nAda,x\n`;
  const { status, body: report } = await send(body, { headers: { 'Idempotency-Key': 'large' } });
  expect(status).toBe(200);
  expect(report).toMatchObject({ created: 1, complete: true });
  expect(await readImports()).toMatchObject([{ state: 'complete', created: 1 }]);
  // D1 stores at most 2 MB in a row. The local database has no such limit, so the test checks the stored length.
  const stored = await bindings.DB.prepare('SELECT length(report) AS length FROM changesets WHERE owner = ?')
    .bind(owner)
    .first<{ length: number }>();
  expect(stored?.length).toBeLessThan(2_000_000);
});
