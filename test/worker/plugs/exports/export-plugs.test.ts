/** The streamed export: its pages, its cost, the access check of each page, and the end of the stream. */
import { describe, expect, it } from 'vitest';
import { type ExportInput, exportPlugs } from '../../../../src/core/plugs/exchange/export/export-plugs.ts';
import { PAGE_SIZE } from '../../../../src/core/plugs/exchange/export/plug-pages.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { updateAccount } from '../../support/accounts.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { seedPlugs } from '../seed-plugs.ts';

const ALL: ExportInput = { format: 'csv', filter: { filters: { tags: [], deleted: false } } };
/** The rows of a page without its plugs: session, account, the first plug of the next page, and the key of the page. */
const ROWS_OF_PAGE = 4;

/** An account with plugs, and a context whose D1 counts its round trips. */
async function ownerOf(count: number) {
  const account = await signUp();
  await seedPlugs(accountNumberOf(account.sessionId), count);
  const counts = { pages: 0 };
  const database = withBatch((statements) => {
    counts.pages += 1;
    return bindings.DB.batch(statements);
  });
  return { account, counts, ctx: contextOf(account, database) };
}

describe('10,000 plugs', () => {
  it('10,000 plugs are read in pages of 250, with four more rows per page', { timeout: 60_000 }, async () => {
    const { ctx, counts } = await ownerOf(10_000);
    const { body } = await exportPlugs(ctx, ALL);
    const text = await new Response(body).text();
    expect(text.split('\r\n')).toHaveLength(10_000 + 2);
    expect(new Set(text.match(/,[\da-f-]{36},/g)).size).toBe(10_000);
    const pages = 10_000 / PAGE_SIZE;
    expect(counts.pages).toBe(pages);
    expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(10_000 + pages * ROWS_OF_PAGE);
    expect(ctx.cost.d1RowsWritten).toBe(0);
  });

  it('10,000 plugs are read only as fast as the consumer reads them', { timeout: 60_000 }, async () => {
    const { ctx, counts } = await ownerOf(10_000);
    const reader = (await exportPlugs(ctx, ALL)).body.getReader();
    const decoder = new TextDecoder();
    let lines = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      lines += decoder.decode(read.value, { stream: true }).split('\n').length - 1;
      // A slow consumer: the producer would have the time to read more pages.
      if (counts.pages < 4) await scheduler.wait(20);
      const plugs = Math.max(0, lines - 1);
      expect(counts.pages * PAGE_SIZE - plugs).toBeLessThanOrEqual(2 * PAGE_SIZE);
      expect(read.value.byteLength).toBeLessThan(256 * 1024);
    }
    expect(lines).toBe(10_001);
  });
});

it('the export reads nothing after the first page until the consumer reads', async () => {
  const { ctx, counts } = await ownerOf(3 * PAGE_SIZE);
  await exportPlugs(ctx, ALL);
  await scheduler.wait(50);
  expect(counts.pages).toBe(1);
});

it('the export ends with an error if the session ends between two pages', async () => {
  const { account, ctx } = await ownerOf(10 * PAGE_SIZE);
  const reader = (await exportPlugs(ctx, ALL)).body.getReader();
  await reader.read();
  await call('/auth/sessions/revoke_all', { token: account.token, body: { keep_current: false } });
  const readAll = async () => {
    while (!(await reader.read()).done);
  };
  await expect(readAll()).rejects.toThrow('SESSION_ENDED');
});

it('the export ends with an error if the account expires between two pages', async () => {
  const { account, ctx } = await ownerOf(10 * PAGE_SIZE);
  const reader = (await exportPlugs(ctx, ALL)).body.getReader();
  await reader.read();
  // The account expires after the request began.
  ctx.nowMs -= 60_000;
  await updateAccount(account, { expiresAtMs: Date.now() - 1 });
  const readAll = async () => {
    while (!(await reader.read()).done);
  };
  await expect(readAll()).rejects.toThrow('SESSION_ENDED');
});

it('the export reads no further page after the consumer cancels', async () => {
  const { ctx, counts } = await ownerOf(10 * PAGE_SIZE);
  const reader = (await exportPlugs(ctx, ALL)).body.getReader();
  await reader.read();
  await reader.cancel();
  const pages = counts.pages;
  await scheduler.wait(50);
  expect(counts.pages).toBe(pages);
  expect(pages).toBeLessThan(10);
});

it('the export of no plugs is a complete file', async () => {
  const { ctx } = await ownerOf(0);
  const csv = await exportPlugs(ctx, ALL);
  expect(await new Response(csv.body).text()).toMatch(/^plug_type,first_name,[\w,]+\r\n$/);
  const json = await exportPlugs(ctx, { ...ALL, format: 'json' });
  expect(await new Response(json.body).json()).toEqual({ plugs: [] });
});
