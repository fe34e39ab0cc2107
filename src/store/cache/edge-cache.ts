/**
 * Named reads of KV. KV may return an outdated value. An entry can therefore only be a reason to reject a request or to
 * lower a limit.
 */
import type { Cost } from '../../rules/cost.ts';
import { endedKey, limitKey } from '../../rules/edge-cache-keys.ts';
import type { Window } from '../../rules/guards/window-limit.ts';

export interface EdgeCache {
  /**
   * Returns one value for each limit: its window if KV contains a window that is used up at `nowMs`, otherwise null.
   * One KV operation, or none without limits.
   */
  exceededLimits(limits: { bucket: string; subject: string }[], nowMs: number): Promise<(Window | null)[]>;
  /**
   * Returns why this session ended, and the window of its limit `bucket` if the limit is used up at `nowMs`. Each value
   * is null if KV has no entry. One KV operation.
   */
  sessionEntries(
    sessionId: number,
    bucket: string,
    nowMs: number,
  ): Promise<{ endedReason: string | null; exceeded: Window | null }>;
}

/** Opens the cache. Each read adds to `cost`. A failed read counts as a missing entry. */
export function openEdgeCache(kv: KVNamespace, cost: Cost): EdgeCache {
  const read = async (keys: string[]) => {
    const noEntries = new Map<string, string | null>();
    if (keys.length === 0) return noEntries;
    cost.kvOperations += 1;
    return kv.get(keys).catch(() => noEntries);
  };
  return {
    async exceededLimits(limits, nowMs) {
      const keys = limits.map(({ bucket, subject }) => limitKey(bucket, subject));
      const entries = await read(keys);
      return keys.map((key) => unexpiredWindow(entries.get(key) ?? null, nowMs));
    },
    async sessionEntries(sessionId, bucket, nowMs) {
      const limit = limitKey(bucket, String(sessionId));
      const entries = await read([endedKey(sessionId), limit]);
      return {
        endedReason: entries.get(endedKey(sessionId)) ?? null,
        exceeded: unexpiredWindow(entries.get(limit) ?? null, nowMs),
      };
    },
  };
}

/** The window in the text of an entry. Null if there is no entry, or if the window has ended. */
function unexpiredWindow(text: string | null, nowMs: number): Window | null {
  if (!text) return null;
  const window = JSON.parse(text) as Window;
  return window.resetAtMs > nowMs ? window : null;
}
