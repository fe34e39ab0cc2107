/** The layout of a page that arrives slowly. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { layoutShiftOf, openTab } from './browser-tab.ts';

const PART_COUNT = 5;
/** The time between two parts. It is longer than the time that Chromium needs to paint the parts before. */
const PART_INTERVAL_MS = 200;

/** Adds the tests to the current `describe` block. The tests call `getEnvironment` when they run. */
export function addLayoutTests(getEnvironment: () => { browser: Browser; site: { origin: string } }): void {
  it('the layout of a page that arrives in parts does not shift', async () => {
    const { browser, site } = getEnvironment();
    await using slowSite = await startSlowSite(site.origin);
    await using tab = await openTab(browser, slowSite.origin);
    await tab.open('/web/sign-in');
    expect(await layoutShiftOf(tab.page)).toBe(0);
  });
}

/** Starts a server that sends the pages and files of the site at `target`, each page in parts. */
async function startSlowSite(target: string): Promise<AsyncDisposable & { origin: string }> {
  const server: Server = createServer(async ({ url = '/' }, response) => {
    const answer = await fetch(target + url);
    const type = answer.headers.get('Content-Type') ?? '';
    response.writeHead(answer.status, { 'Content-Type': type });
    const content = Buffer.from(await answer.arrayBuffer());
    const partSize = type.startsWith('text/html') ? Math.ceil(content.length / PART_COUNT) : content.length;
    for (let start = 0; start < content.length; start += partSize) {
      response.write(content.subarray(start, start + partSize));
      await new Promise((resolve) => setTimeout(resolve, PART_INTERVAL_MS));
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
