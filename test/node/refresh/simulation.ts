/**
 * Simulates how soon an attacker is detected, and how often lost responses wrongly end a session. The random numbers
 * have a seed, so the results are repeatable.
 */
import { ELSEWHERE, HOME, Holder, RefreshSession } from './refresh-session.ts';

const HOUR_MS = 3600_000;
const ACCESS_TOKEN_LIFETIME_MS = 15 * 60_000;
const SIMULATED_TIME_MS = 30 * 24 * HOUR_MS;
const RETRY_DELAY_MS = 30_000;

export type Random = () => number;

/**
 * Returns the random number generator mulberry32, whose numbers are from 0 to below 1. Its quality is sufficient for
 * this simulation.
 */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Attack {
  /** Time from the owner's first refresh after the theft of the token to the first refresh of the attacker. */
  lagMs: number;
  /** The largest share by which the time between two refreshes is shorter than the lifetime of an access token. */
  jitter: number;
  /** Whether the address block and the user-agent family of the attacker differ from those of the owner. */
  hasOtherTraits: boolean;
}

/**
 * Simulates an attack. Returns the hours from the first refresh of the attacker to the end of the session, or null if
 * the session does not end within 30 days. Owner and attacker store successors. They refresh when their access tokens
 * expire, or earlier because of the jitter.
 */
export function simulateAttack({ lagMs, jitter, hasOtherTraits }: Attack, random: Random): number | null {
  const session = new RefreshSession('tolerant');
  const randomLifetimeMs = () => ACCESS_TOKEN_LIFETIME_MS * (1 - random() * jitter);
  const owner = new Holder(session, 0);
  owner.refresh(0);
  owner.refresh(ACCESS_TOKEN_LIFETIME_MS);
  const attacker = new Holder(session, owner.heldGeneration, true, hasOtherTraits ? ELSEWHERE : HOME);
  const startMs = 2 * ACCESS_TOKEN_LIFETIME_MS;
  const nextRefreshes = [
    { holder: owner, atMs: startMs },
    { holder: attacker, atMs: startMs + lagMs },
  ];
  for (;;) {
    const turn = nextRefreshes.reduce((first, other) => (other.atMs < first.atMs ? other : first));
    if (turn.atMs - startMs > SIMULATED_TIME_MS) return null;
    turn.holder.refresh(turn.atMs);
    if (session.isEnded) return (turn.atMs - startMs - lagMs) / HOUR_MS;
    turn.atMs += randomLifetimeMs();
  }
}

/**
 * Simulates a session without an attacker whose client loses this share of the responses. The client repeats a refresh
 * without a response after 30 seconds. Returns whether the session ends within 30 days.
 */
export function simulateLostResponses(lostShare: number, random: Random): boolean {
  const session = new RefreshSession('tolerant');
  const client = new Holder(session, 0);
  for (let nowMs = 0; nowMs < SIMULATED_TIME_MS; nowMs += ACCESS_TOKEN_LIFETIME_MS) {
    let atMs = nowMs;
    while (random() < lostShare) {
      client.refresh(atMs, 'is lost');
      atMs += RETRY_DELAY_MS;
    }
    client.refresh(atMs);
    if (session.isEnded) return true;
  }
  return false;
}

/** The quantile of a sorted list: about this share of the values is below the returned value. NaN for an empty list. */
export function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
