/** Decides whether a refresh token may be exchanged, and detects that two parties hold tokens of one session. Pure. */

/**
 * The successor of a refresh token is the token that replaces it. `tolerant`: a client that did not receive the
 * successor can present the previous token and gets the successor again. `strict`: it cannot. `static`: the session has
 * one refresh token.
 */
export type RefreshPolicy = 'tolerant' | 'strict' | 'static';

/** The network and the browser family of a client, not its web origin. It is imprecise, so that a change of address within one network has no effect. */
export interface ClientOrigin {
  addressBlock: string;
  userAgentFamily: string;
}

export interface RefreshRecord {
  policy: RefreshPolicy;
  /** The generation of the newest refresh token. Only its holder can advance the session. */
  generation: number;
  /** When the current generation was issued. */
  advancedAtMs: number;
  /**
   * When the previous generation was issued. A request with a token two generations old is concurrent only if both
   * later generations were issued within the concurrency window.
   */
  previousAdvancedAtMs: number;
  /** True after a token other than the first was presented: this client stores successors. */
  storesSuccessors: boolean;
  /**
   * The number of consecutive generations for which the previous token was presented again, after the concurrency
   * window or within it from another origin.
   */
  replays: number;
  /** The generation for which the last replay was counted. Each generation counts once. */
  replayedGeneration: number;
  /**
   * The number of refreshes by a client that does not store successors for which both the address block and the
   * user-agent family differed from the previous refresh.
   */
  clientChanges: number;
  /**
   * The client that presented the token from which the current generation was issued. For a client that does not store
   * successors, the client of the last refresh.
   */
  clientOrigin: ClientOrigin | null;
}

/**
 * Why a token was issued: `advanced` to a new generation; `concurrent` request of the same client; `reissued` to a
 * client that does not store successors; `client_changed` for such a client whose address block and user-agent family
 * both differ from the previous refresh; `lost_response` for a client that stores successors; `unchanged` when the
 * newest token stays valid, under the static policy or in a response without a field for a refresh token.
 */
export type RefreshCause =
  | 'advanced'
  | 'concurrent'
  | 'reissued'
  | 'client_changed'
  | 'lost_response'
  | 'unchanged';

export type RefreshVerdict =
  | { kind: 'granted'; cause: RefreshCause; record: RefreshRecord }
  | { kind: 'rejected' }
  /**
   * The session must end. `isLostResponseLikely`: the successor was never presented and the client did not change. The
   * response was therefore probably lost, and there is no sign that two parties hold the session.
   */
  | { kind: 'reuse'; isLostResponseLikely: boolean };

/** Two tabs, or a double tap, send their requests within this time. */
export const CONCURRENCY_WINDOW_MS = 10_000;
/** The number of replays in a row that counts as reuse, when the client has the same origin as before. */
const REUSE_AT_REPLAY_SAME_ORIGIN = 5;
/** The number of replays in a row that counts as reuse, when the address block or the user-agent family differs. */
const REUSE_AT_REPLAY_OTHER_ORIGIN = 2;
/** The number of client changes that counts as reuse, when the client does not store successors. */
const REUSE_AT_CLIENT_CHANGE = 2;

/**
 * Evaluates a presented generation against the record of its session. `isAccessOnly`: the response has no field for a
 * successor, so the newest token does not change.
 */
export function evaluateRefresh(
  record: RefreshRecord,
  presented: number,
  clientOrigin: ClientOrigin,
  nowMs: number,
  isAccessOnly = false,
): RefreshVerdict {
  if (record.policy === 'static') {
    return presented === record.generation ? granted('unchanged', record) : { kind: 'rejected' };
  }
  if (presented > record.generation) return { kind: 'rejected' };
  if (presented === record.generation && isAccessOnly) return granted('unchanged', record);
  if (presented === record.generation) return granted('advanced', advance(record, clientOrigin, nowMs));
  const behind = record.generation - presented;
  const supersededAtMs = behind === 1 ? record.advancedAtMs : record.previousAdvancedAtMs;
  const isConcurrent = behind <= 2 && nowMs - supersededAtMs <= CONCURRENCY_WINDOW_MS;
  if (isConcurrent && !isSuspiciousConcurrency(record, clientOrigin)) return granted('concurrent', record);
  if (behind === 1 && record.policy === 'tolerant') return evaluateReplay(record, clientOrigin);
  // `behind` is 1 only under the strict policy. The successor was never presented, because presenting it would have
  // created a newer generation.
  return reuse(behind === 1 && !isOtherClient(record.clientOrigin, clientOrigin));
}

/**
 * Concurrent tabs have the same origin. Under the tolerant policy, a concurrent request from another origin may come
 * from an attacker who follows the client within seconds. The request is granted, but it is counted like any replay.
 */
function isSuspiciousConcurrency(record: RefreshRecord, clientOrigin: ClientOrigin): boolean {
  if (record.policy !== 'tolerant') return false;
  if (!record.storesSuccessors) return isOtherClient(record.clientOrigin, clientOrigin);
  return !isSameOrigin(record.clientOrigin, clientOrigin);
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
  if (!record.storesSuccessors) return evaluateFirstToken(record, clientOrigin);
  if (record.replayedGeneration === record.generation) return granted('lost_response', record);
  const replays = record.replays + 1;
  const reuseAtReplay = isSameOrigin(record.clientOrigin, clientOrigin)
    ? REUSE_AT_REPLAY_SAME_ORIGIN
    : REUSE_AT_REPLAY_OTHER_ORIGIN;
  if (replays >= reuseAtReplay) return reuse(false);
  return granted('lost_response', { ...record, replays, replayedGeneration: record.generation });
}

/**
 * A client that does not store successors presents its first token from every network that it uses. A change of the
 * address block alone is therefore normal. A change of the user-agent family at the same time indicates a second party.
 */
function evaluateFirstToken(record: RefreshRecord, clientOrigin: ClientOrigin): RefreshVerdict {
  if (isSameOrigin(record.clientOrigin, clientOrigin)) return granted('reissued', record);
  if (!isOtherClient(record.clientOrigin, clientOrigin)) {
    return granted('reissued', { ...record, clientOrigin });
  }
  const clientChanges = record.clientChanges + 1;
  if (clientChanges >= REUSE_AT_CLIENT_CHANGE) return reuse(false);
  return granted('client_changed', { ...record, clientChanges, clientOrigin });
}

/**
 * Whether the address block and the user-agent family both differ. An unknown client does not count as a different one.
 */
function isOtherClient(first: ClientOrigin | null, second: ClientOrigin): boolean {
  return (
    first !== null &&
    first.addressBlock !== second.addressBlock &&
    first.userAgentFamily !== second.userAgentFamily
  );
}

function isSameOrigin(first: ClientOrigin | null, second: ClientOrigin): boolean {
  return (
    first !== null &&
    first.addressBlock === second.addressBlock &&
    first.userAgentFamily === second.userAgentFamily
  );
}

function reuse(isLostResponseLikely: boolean): RefreshVerdict {
  return { kind: 'reuse', isLostResponseLikely };
}

function granted(cause: RefreshCause, record: RefreshRecord): RefreshVerdict {
  return { kind: 'granted', cause, record };
}
