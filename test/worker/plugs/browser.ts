/**
 * The browser environment of the published JavaScript client. `fetch` calls the worker. `setTimeout` advances the faked
 * clock and runs its callback immediately.
 */
import { vi } from 'vitest';
import { worker } from '../support/bindings.ts';

export interface FetchOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const storage = new Map<string, string>();

/**
 * State that tests set and read. `storage` contains the items of `localStorage`. `address` is the client address of all
 * requests. `waitedMs` contains the delays of all calls of `setTimeout` since `resetBrowser`.
 */
export const browser = { storage, address: '203.0.113.1', waitedMs: [] as number[] };

export const window = { location: { href: '/' } };

export const localStorage = {
  getItem: (name: string) => storage.get(name) ?? null,
  setItem: (name: string, value: string | null) => void storage.set(name, String(value)),
  removeItem: (name: string) => void storage.delete(name),
};

/** Resets the environment to the initial state of a browser with this client address. */
export function resetBrowser(address: string): void {
  storage.clear();
  browser.address = address;
  browser.waitedMs = [];
  window.location.href = '/';
}

export function fetch(url: string, options: FetchOptions): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set('CF-Connecting-IP', browser.address);
  headers.set('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36');
  return worker.fetch(new Request(url, { ...options, headers }));
}

export function setTimeout(resume: (value: unknown) => void, delayMs: number): void {
  browser.waitedMs.push(delayMs);
  vi.setSystemTime(Date.now() + delayMs);
  resume(undefined);
}
