/**
 * Writes used-up limits to the edge cache, so that further requests are rejected without a call to the object. Only the
 * object counts the calls; the cache contains a copy of its decision.
 */
import { lifetimeSeconds, limitKey } from '../rules/edge-cache-keys.ts';
import type { Window } from '../rules/guards/window-limit.ts';

/** The maximum size of the set of written windows. The set is cleared when it has this size. */
const MAX_WRITTEN_WINDOWS = 1000;

export class ExceededLimitWriter {
  readonly #kv: KVNamespace;
  readonly #written = new Set<string>();

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  /**
   * Writes a used-up window, unless the window is in the set of written windows. A failed write is ignored, because
   * the object also rejects the requests. The window then stays in the set.
   */
  async write(bucket: string, subject: string, window: Window, nowMs: number): Promise<void> {
    const key = limitKey(bucket, subject);
    const entry = `${key}@${window.resetAtMs}`;
    if (this.#written.has(entry)) return;
    if (this.#written.size >= MAX_WRITTEN_WINDOWS) this.#written.clear();
    this.#written.add(entry);
    const expirationTtl = lifetimeSeconds(window.resetAtMs, nowMs);
    await this.#kv.put(key, JSON.stringify(window), { expirationTtl }).catch(() => undefined);
  }
}
