/** KV by named reads. What it says may be late, so it only ever refuses, never admits. */
import type { Cost } from '../../rules/cost.ts';
import { endedKey, limitKey } from '../../rules/edge-cache-keys.ts';
import type { Window } from '../../rules/guards/window-limit.ts';

export interface EdgeCache {
  /** The first of these limits that is known to be used up at `nowMs`. One KV operation. */
  trippedLimit(subjects: { bucket: string; subject: string }[], nowMs: number): Promise<Window | null>;
  /** The reason this session ended, and its tripped refresh limit, as far as KV knows. One KV operation. */
  sessionEntries(
    sessionId: number,
    bucket: string,
    nowMs: number,
  ): Promise<{ endedReason: string | null; tripped: Window | null }>;
}

/** A KV that does not answer is an entry that has not arrived yet. */
export function openEdgeCache(kv: KVNamespace, cost: Cost): EdgeCache {
  const read = async (keys: string[]) => {
    cost.kvOperations += 1;
    const none = new Map<string, string | null>();
    return keys.length === 0 ? none : kv.get(keys).catch(() => none);
  };
  return {
    async trippedLimit(subjects, nowMs) {
      const entries = await read(subjects.map(({ bucket, subject }) => limitKey(bucket, subject)));
      return [...entries.values()].map((text) => standing(text, nowMs)).find(Boolean) ?? null;
    },
    async sessionEntries(sessionId, bucket, nowMs) {
      const limit = limitKey(bucket, String(sessionId));
      const entries = await read([endedKey(sessionId), limit]);
      return {
        endedReason: entries.get(endedKey(sessionId)) ?? null,
        tripped: standing(entries.get(limit) ?? null, nowMs),
      };
    },
  };
}

function standing(text: string | null, nowMs: number): Window | null {
  if (!text) return null;
  const window = JSON.parse(text) as Window;
  return window.resetAtMs > nowMs ? window : null;
}
