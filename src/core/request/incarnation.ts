/**
 * The incarnation of the database, which is the time of its last restore, or 0 without a restore. The value is cached
 * in this isolate. Unless a read fails, the value is read from D1 at most once a minute.
 */
import { unavailable } from '../../rules/app-error.ts';
import { readIncarnation } from '../../store/database/incarnation.ts';
import type { Configuration } from './configuration.ts';

interface CachedIncarnation {
  readAtMs: number;
  incarnation: Promise<number>;
}

const MAX_CACHE_AGE_MS = 60_000;
let cache = new WeakMap<Configuration, CachedIncarnation>();

/**
 * Returns the incarnation. The cached value is used until a newer value has been read, so only requests before the end
 * of the first read in an isolate wait for D1. If a read fails, the next request also waits.
 * @throws AppError `UNAVAILABLE`
 */
export async function currentIncarnation(
  configuration: Configuration,
  binding: D1Database,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<number> {
  const nowMs = Date.now();
  const cached = cache.get(configuration);
  if (cached && Math.abs(nowMs - cached.readAtMs) < MAX_CACHE_AGE_MS) return cached.incarnation;
  const incarnation = readIncarnation(binding).catch((error: unknown) => {
    console.error({ message: 'The incarnation of the database was not read', error: String(error) });
    cache.delete(configuration);
    throw unavailable();
  });
  if (!cached) {
    cache.set(configuration, { readAtMs: nowMs, incarnation });
    return incarnation;
  }
  // The cached value is used during this read.
  cache.set(configuration, { readAtMs: nowMs, incarnation: cached.incarnation });
  waitUntil(incarnation.then(() => cache.set(configuration, { readAtMs: nowMs, incarnation })));
  return cached.incarnation;
}

/** Clears the cache, for tests that begin with another database. */
export function resetIncarnations(): void {
  cache = new WeakMap();
}
