/**
 * Writes limits that are used up to the edge cache, so that further requests are rejected without a call to the
 * object. The cache only repeats a decision of the object, which counts the calls.
 */
import { lifetimeSeconds, limitKey } from '../rules/edge-cache-keys.ts';
import type { Window } from '../rules/guards/window-limit.ts';

/** The maximum number of windows in the list of written windows. The list is cleared at this number. */
const MAX_REMEMBERED = 1000;

export class TrippedLimitWriter {
  readonly #kv: KVNamespace;
  readonly #written = new Set<string>();

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  /** Writes a used-up window once. A failed write is ignored: the object then rejects the requests itself. */
  async write(bucket: string, subject: string, window: Window, nowMs: number): Promise<void> {
    const key = limitKey(bucket, subject);
    const entry = `${key}@${window.resetAtMs}`;
    if (this.#written.has(entry)) return;
    if (this.#written.size >= MAX_REMEMBERED) this.#written.clear();
    this.#written.add(entry);
    const expirationTtl = lifetimeSeconds(window.resetAtMs, nowMs);
    await this.#kv.put(key, JSON.stringify(window), { expirationTtl }).catch(() => undefined);
  }
}
