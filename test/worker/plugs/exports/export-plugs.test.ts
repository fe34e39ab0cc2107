/** The streamed export: its pages, its cost, the access check of each page, and the end of the stream. */
import { describe, expect, it } from 'vitest';
import { type ExportInput, exportPlugs } from '../../../../src/core/plugs/exchange/export/export-plugs.ts';
import { PLUGS_PER_EXPORT_PAGE } from '../../../../src/core/plugs/exchange/export/plug-pages.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { updateAccount } from '../../support/accounts.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { seedPlugs } from '../seed-plugs.ts';

const ALL_PLUGS: ExportInput = { format: 'csv', filter: { filters: { tags: [], isDeleted: false } } };
/** The other rows of a page: session, account, last plug of the previous page, and first plug of the next page. */
const OTHER_ROWS_PER_PAGE = 4;

/** Creates an account with plugs, and a context whose D1 counts the pages that are read. Each page is one batch. */
async function newOwner(plugCount: number) {
  const account = await signUp();
  await seedPlugs(accountNumberOf(account.sessionId), plugCount);
  const counts = { pages: 0 };
  const database = withBatch((statements) => {
    counts.pages += 1;
    return bindings.DB.batch(statements);
  });
  return { account, counts, ctx: contextOf(account, database) };
}

describe('10,000 plugs', () => {
  it('10,000 plugs are read in pages of 250, with at most four more rows per page', {
    timeout: 60_000,
  }, async () => {
    const { ctx, counts } = await newOwner(10_000);
    const { body } = await exportPlugs(ctx, ALL_PLUGS);
    const text = await new Response(body).text();
    expect(text.split('\r\n')).toHaveLength(10_000 + 2);
    expect(new Set(text.match(/,[\da-f-]{36},/g)).size).toBe(10_000);
    const pages = 10_000 / 250;
    expect(counts.pages).toBe(pages);
    expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(10_000 + pages * OTHER_ROWS_PER_PAGE);
    expect(ctx.cost.d1RowsWritten).toBe(0);
  });

  it('the export reads at most 500 plugs that the consumer has not read', { timeout: 60_000 }, async () => {
    const { ctx, counts } = await newOwner(10_000);
    const reader = (await exportPlugs(ctx, ALL_PLUGS)).body.getReader();
    const decoder = new TextDecoder();
    let lines = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      lines += decoder.decode(read.value, { stream: true }).split('\n').length - 1;
      // During this wait, an export that does not wait for the consumer would read more pages.
      if (counts.pages < 4) await scheduler.wait(20);
      const plugs = Math.max(0, lines - 1);
      expect(counts.pages * PLUGS_PER_EXPORT_PAGE - plugs).toBeLessThanOrEqual(2 * PLUGS_PER_EXPORT_PAGE);
      expect(read.value.byteLength).toBeLessThan(256 * 1024);
    }
    expect(lines).toBe(10_001);
  });
});

it('the export reads nothing after the first page until the consumer reads', async () => {
  const { ctx, counts } = await newOwner(3 * PLUGS_PER_EXPORT_PAGE);
  await exportPlugs(ctx, ALL_PLUGS);
  await scheduler.wait(50);
  expect(counts.pages).toBe(1);
});

it('the export ends with an error if the session ends between two pages', async () => {
  const { account, ctx } = await newOwner(10 * PLUGS_PER_EXPORT_PAGE);
  const reader = (await exportPlugs(ctx, ALL_PLUGS)).body.getReader();
  await reader.read();
  await call('/auth/sessions/revoke_all', { token: account.token, body: { keep_current: false } });
  const readAll = async () => {
    while (!(await reader.read()).done);
  };
  await expect(readAll()).rejects.toThrow('SESSION_ENDED');
});

it('the export ends with an error if the account expires between two pages', async () => {
  const { account, ctx } = await newOwner(10 * PLUGS_PER_EXPORT_PAGE);
  const reader = (await exportPlugs(ctx, ALL_PLUGS)).body.getReader();
  await reader.read();
  // The request began one minute ago, and the account has expired since then.
  ctx.nowMs -= 60_000;
  await updateAccount(account, { expiresAtMs: Date.now() - 1 });
  const readAll = async () => {
    while (!(await reader.read()).done);
  };
  await expect(readAll()).rejects.toThrow('SESSION_ENDED');
});

it('the export reads no further page after the consumer cancels', async () => {
  const { ctx, counts } = await newOwner(10 * PLUGS_PER_EXPORT_PAGE);
  const reader = (await exportPlugs(ctx, ALL_PLUGS)).body.getReader();
  await reader.read();
  await reader.cancel();
  const pages = counts.pages;
  await scheduler.wait(50);
  expect(counts.pages).toBe(pages);
  expect(pages).toBeLessThan(10);
});

it('the export of an account without plugs is a complete CSV or JSON file', async () => {
  const { ctx } = await newOwner(0);
  const csv = await exportPlugs(ctx, ALL_PLUGS);
  expect(await new Response(csv.body).text()).toMatch(/^plug_type,first_name,[\w,]+\r\n$/);
  const json = await exportPlugs(ctx, { ...ALL_PLUGS, format: 'json' });
  expect(await new Response(json.body).json()).toEqual({ plugs: [] });
});
