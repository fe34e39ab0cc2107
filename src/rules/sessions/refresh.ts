/** When a refresh token may be exchanged, and when it betrays a second holder. Pure; takes `now`. */

export type RefreshPolicy = 'tolerant' | 'strict' | 'static';

/** Where a token was presented from, coarse enough to survive a change of address within one network. */
export interface ClientOrigin {
  addressBlock: string;
  userAgentFamily: string;
}

export interface RefreshRecord {
  policy: RefreshPolicy;
  /** Generation of the token handed out last; its holder is the one live branch. */
  generation: number;
  advancedAtMs: number;
  /** When the generation before was handed out: two behind is a storm only if both advances are recent. */
  previousAdvancedAtMs: number;
  /** True once a token other than the first was presented: this client stores successors. */
  storesSuccessors: boolean;
  /** Generations in a row whose predecessor was presented again later than the storm window. */
  replays: number;
  replayedGeneration: number;
  /** Who presented the token that led to the current generation. */
  clientOrigin: ClientOrigin | null;
}

export type RefreshCause = 'advanced' | 'storm' | 'sticky' | 'lost_response' | 'static';

export type RefreshVerdict =
  | { kind: 'granted'; cause: RefreshCause; record: RefreshRecord }
  | { kind: 'refused' }
  | { kind: 'theft' };

/** Two tabs or a double tap arrive within this. */
export const STORM_WINDOW_MS = 10_000;
const REPLAYS_FROM_ONE_PLACE = 5;
const REPLAYS_FROM_TWO_PLACES = 2;

/** Judges a presented generation against the session's record. */
export function evaluateRefresh(
  record: RefreshRecord,
  presented: number,
  clientOrigin: ClientOrigin,
  nowMs: number,
): RefreshVerdict {
  if (record.policy === 'static') {
    return presented === record.generation ? granted('static', record) : { kind: 'refused' };
  }
  if (presented > record.generation) return { kind: 'refused' };
  if (presented === record.generation) return granted('advanced', advance(record, clientOrigin, nowMs));
  const behind = record.generation - presented;
  const supersededAtMs = behind === 1 ? record.advancedAtMs : record.previousAdvancedAtMs;
  const inStorm = behind <= 2 && nowMs - supersededAtMs <= STORM_WINDOW_MS;
  if (inStorm && !isSuspiciousConcurrency(record, clientOrigin)) return granted('storm', record);
  if (behind === 1 && record.policy === 'tolerant') return evaluateReplay(record, clientOrigin);
  return { kind: 'theft' };
}

/**
 * Two tabs share their place. A client that stores successors and is echoed from another place within seconds
 * may have a thief in step behind it: granted, but counted as any replay is.
 */
function isSuspiciousConcurrency(record: RefreshRecord, clientOrigin: ClientOrigin): boolean {
  const counts = record.policy === 'tolerant' && record.storesSuccessors;
  return counts && !samePlace(record.clientOrigin, clientOrigin);
}

function advance(record: RefreshRecord, clientOrigin: ClientOrigin, nowMs: number): RefreshRecord {
  const wasReplayed = record.replayedGeneration === record.generation;
  return {
    ...record,
    generation: record.generation + 1,
    advancedAtMs: nowMs,
    previousAdvancedAtMs: record.advancedAtMs,
    storesSuccessors: record.storesSuccessors || record.generation > 0,
    replays: wasReplayed ? record.replays : 0,
    clientOrigin,
  };
}

function evaluateReplay(record: RefreshRecord, clientOrigin: ClientOrigin): RefreshVerdict {
  if (!record.storesSuccessors) return granted('sticky', record);
  if (record.replayedGeneration === record.generation) return granted('lost_response', record);
  const replays = record.replays + 1;
  const bound = samePlace(record.clientOrigin, clientOrigin)
    ? REPLAYS_FROM_ONE_PLACE
    : REPLAYS_FROM_TWO_PLACES;
  if (replays >= bound) return { kind: 'theft' };
  return granted('lost_response', { ...record, replays, replayedGeneration: record.generation });
}

function samePlace(first: ClientOrigin | null, second: ClientOrigin): boolean {
  return (
    first !== null &&
    first.addressBlock === second.addressBlock &&
    first.userAgentFamily === second.userAgentFamily
  );
}

function granted(cause: RefreshCause, record: RefreshRecord): RefreshVerdict {
  return { kind: 'granted', cause, record };
}
