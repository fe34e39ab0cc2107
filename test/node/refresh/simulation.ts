/** How soon our engine finds a thief, and how often it takes a bad network for one. Seeded: it repeats. */
import { ELSEWHERE, HOME, Holder, RefreshSession } from './refresh-session.ts';

const HOUR_MS = 3600_000;
const LIFE_MS = 15 * 60_000;
const HORIZON_MS = 30 * 24 * HOUR_MS;
const RETRY_MS = 30_000;

export type Random = () => number;

/** mulberry32: small, seeded, good enough to draw lifetimes. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Theft {
  /** How long after the owner the thief refreshes for the first time. */
  lagMs: number;
  jitter: number;
  elsewhere: boolean;
}

/** Hours from the thief's first refresh until both are out; null when they are not within 30 days. */
export function hoursToDiscovery({ lagMs, jitter, elsewhere }: Theft, random: Random): number | null {
  const session = new RefreshSession('tolerant');
  const life = () => LIFE_MS * (1 - random() * jitter);
  const owner = new Holder(session, 0);
  owner.refresh(0);
  owner.refresh(LIFE_MS);
  const thief = new Holder(session, owner.held, true, elsewhere ? ELSEWHERE : HOME);
  const start = 2 * LIFE_MS;
  const next = [
    { holder: owner, atMs: start },
    { holder: thief, atMs: start + lagMs },
  ];
  for (;;) {
    const turn = next.reduce((first, other) => (other.atMs < first.atMs ? other : first));
    if (turn.atMs - start > HORIZON_MS) return null;
    turn.holder.refresh(turn.atMs);
    if (session.ended) return (turn.atMs - start - lagMs) / HOUR_MS;
    turn.atMs += life();
  }
}

/** Whether an honest client with a lossy network is taken for a thief within 30 days. */
export function isWronglyKilled(lost: number, random: Random): boolean {
  const session = new RefreshSession('tolerant');
  const client = new Holder(session, 0);
  for (let nowMs = 0; nowMs < HORIZON_MS; nowMs += LIFE_MS) {
    let atMs = nowMs;
    while (random() < lost) {
      client.refresh(atMs, 'is lost');
      atMs += RETRY_MS;
    }
    client.refresh(atMs);
    if (session.ended) return true;
  }
  return false;
}

/** The value below which this share of a sorted list lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
