/** Tells KV that a limit has tripped, so that the edge refuses without waking the object. KV never decides alone. */
import { lifeSeconds, limitKey } from '../rules/published-keys.ts';
import type { Window } from '../rules/window-limit.ts';

/** Publishes a tripped window; a failure to publish only costs the shortcut. */
export async function publishTrippedLimit(
  kv: KVNamespace,
  bucket: string,
  subject: string,
  window: Window,
  nowMs: number,
): Promise<void> {
  const expirationTtl = lifeSeconds(window.resetAtMs, nowMs);
  await kv.put(limitKey(bucket, subject), JSON.stringify(window), { expirationTtl }).catch(() => undefined);
}
