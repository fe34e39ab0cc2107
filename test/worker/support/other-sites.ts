/** Requests that pages of other origins send to the service. */
import { createExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from './bindings.ts';
import { withResponseCheck } from './checked.ts';

/** The origin that `sendToAppWithShop` allows. */
export const SHOP = 'https://shop.test';
const appWithShop = createApp(parseConfiguration({ ...bindings, ALLOWED_ORIGINS: SHOP }));

/** Sends a request to a worker whose configuration allows the origin `SHOP`. */
export const sendToAppWithShop = withResponseCheck(
  async (request) => appWithShop.fetch(request, bindings, createExecutionContext()),
  bindings,
);

/** Headers of requests to `http://plugs.test`. None of them proves that a page of this origin sent the request. */
export const FOREIGN_HEADERS: Record<string, string>[] = [
  {},
  { Origin: 'https://evil.test' },
  { Origin: 'null' },
  { Origin: 'https://plugs.test' },
  { Origin: 'http://plugs.test.evil.test' },
  { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
];
