/** Tells KV that a limit has tripped, so that the edge refuses without waking the object. KV never decides alone. */
import { lifeSeconds, limitKey } from '../rules/edge-cache-keys.ts';
import type { Window } from '../rules/guards/window-limit.ts';

/** Windows remembered as told; forgetting one costs a second telling. */
const REMEMBERED = 1000;

export class TrippedLimitWriter {
  readonly #kv: KVNamespace;
  readonly #told = new Set<string>();

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  /** Publishes a tripped window once; a failure to publish only costs the shortcut. */
  async publish(bucket: string, subject: string, window: Window, nowMs: number): Promise<void> {
    const key = limitKey(bucket, subject);
    const telling = `${key}@${window.resetAtMs}`;
    if (this.#told.has(telling)) return;
    if (this.#told.size >= REMEMBERED) this.#told.clear();
    this.#told.add(telling);
    const expirationTtl = lifeSeconds(window.resetAtMs, nowMs);
    await this.#kv.put(key, JSON.stringify(window), { expirationTtl }).catch(() => undefined);
  }
}
