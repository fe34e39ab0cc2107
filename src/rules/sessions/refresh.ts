/** Decides whether a refresh token may be exchanged, and detects that two parties hold tokens of one session. Pure. */

/**
 * The successor of a refresh token is the token that replaces it. `tolerant`: a client that did not receive the
 * successor can present the previous token and gets the successor again, until the repetitions count as reuse.
 * `strict`: the previous token counts as reuse and ends the session, except within the concurrency window. `static`:
 * the session has one refresh token.
 */
export type RefreshPolicy = 'tolerant' | 'strict' | 'static';

/**
 * What is compared to recognise a client: its address block and the family of its user agent. A new IPv6 address in the
 * same /64 and a new version of the client have no effect.
 */
export interface ClientTraits {
  addressBlock: string;
  userAgentFamily: string;
}

export interface RefreshRecord {
  policy: RefreshPolicy;
  /** The generation of the newest refresh token. Only the newest token can advance the session. */
  generation: number;
  /** When the current generation was issued. */
  advancedAtMs: number;
  /**
   * When the previous generation was issued. A request with a token two generations old is concurrent only if both
   * later generations were issued within the concurrency window.
   */
  previousAdvancedAtMs: number;
  /** True after a token other than the first advanced the session: this client stores successors. */
  storesSuccessors: boolean;
  /**
   * The number of consecutive generations for which the previous token was presented again, after the concurrency
   * window, or within the window with other client traits.
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
   * successors, the client of the last refresh that was neither `concurrent` nor `unchanged`.
   */
  clientTraits: ClientTraits | null;
}

/**
 * Why a token was issued: `advanced` to a new generation; `concurrent` request within the concurrency window;
 * `reissued` to a client that does not store successors; `client_changed` for such a client whose address block and
 * user-agent family both differ from the previous refresh; `lost_response` for a client that stores successors;
 * `unchanged` when the newest token stays valid, under the static policy or in a response without a field for a refresh
 * token.
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
   * The session must end. `isLostResponseLikely`: the successor was never presented, and the address block and the
   * user-agent family did not both change. The response was therefore probably lost, and there is no sign that two
   * parties hold the session. Always false under the tolerant policy.
   */
  | { kind: 'reuse'; isLostResponseLikely: boolean };

/** The maximum time between the requests of two tabs or of a double tap. */
export const CONCURRENCY_WINDOW_MS = 10_000;
/** The number of replays in a row that counts as reuse, when the client traits are equal to those before. */
const REUSE_AT_REPLAY_EQUAL_TRAITS = 5;
/** The number of replays in a row that counts as reuse, when the address block or the user-agent family differs. */
const REUSE_AT_REPLAY_OTHER_TRAITS = 2;
/** The number of client changes that counts as reuse, when the client does not store successors. */
const REUSE_AT_CLIENT_CHANGE = 2;

/**
 * Evaluates a presented generation against the record of its session. `isAccessOnly`: the response has no field for a
 * successor, so the newest token does not change.
 */
export function evaluateRefresh(
  record: RefreshRecord,
  presented: number,
  clientTraits: ClientTraits,
  nowMs: number,
  isAccessOnly = false,
): RefreshVerdict {
  if (record.policy === 'static') {
    return presented === record.generation ? grantVerdict('unchanged', record) : { kind: 'rejected' };
  }
  if (presented > record.generation) return { kind: 'rejected' };
  if (presented === record.generation && isAccessOnly) return grantVerdict('unchanged', record);
  if (presented === record.generation)
    return grantVerdict('advanced', advancedRecord(record, clientTraits, nowMs));
  const generationsBehind = record.generation - presented;
  const supersededAtMs = generationsBehind === 1 ? record.advancedAtMs : record.previousAdvancedAtMs;
  const isConcurrent = generationsBehind <= 2 && nowMs - supersededAtMs <= CONCURRENCY_WINDOW_MS;
  if (isConcurrent && !isSuspiciousConcurrency(record, clientTraits))
    return grantVerdict('concurrent', record);
  if (generationsBehind === 1 && record.policy === 'tolerant') return evaluateReplay(record, clientTraits);
  // `generationsBehind` is 1 only under the strict policy. In this case the successor was never presented, because
  // presenting it would have created a newer generation.
  return reuseVerdict(generationsBehind === 1 && !differInEveryTrait(record.clientTraits, clientTraits));
}

/**
 * Whether a request within the concurrency window is evaluated as if it came after the window. Concurrent tabs have
 * equal traits. Under the tolerant policy, a concurrent request with other traits may come from an attacker who uses a
 * copied token seconds after the owner. Such a request is evaluated as a replay if it has the previous token, and as
 * reuse if it has an older token. For a client that does not store successors, both traits must differ.
 */
function isSuspiciousConcurrency(record: RefreshRecord, clientTraits: ClientTraits): boolean {
  if (record.policy !== 'tolerant') return false;
  if (!record.storesSuccessors) return differInEveryTrait(record.clientTraits, clientTraits);
  return !haveEqualTraits(record.clientTraits, clientTraits);
}

function advancedRecord(record: RefreshRecord, clientTraits: ClientTraits, nowMs: number): RefreshRecord {
  const wasReplayed = record.replayedGeneration === record.generation;
  return {
    ...record,
    generation: record.generation + 1,
    advancedAtMs: nowMs,
    previousAdvancedAtMs: record.advancedAtMs,
    storesSuccessors: record.storesSuccessors || record.generation > 0,
    replays: wasReplayed ? record.replays : 0,
    clientTraits,
  };
}

/** Evaluates a request with the previous token under the tolerant policy. */
function evaluateReplay(record: RefreshRecord, clientTraits: ClientTraits): RefreshVerdict {
  if (!record.storesSuccessors) return evaluateFirstToken(record, clientTraits);
  if (record.replayedGeneration === record.generation) return grantVerdict('lost_response', record);
  const replays = record.replays + 1;
  const reuseAtReplay = haveEqualTraits(record.clientTraits, clientTraits)
    ? REUSE_AT_REPLAY_EQUAL_TRAITS
    : REUSE_AT_REPLAY_OTHER_TRAITS;
  if (replays >= reuseAtReplay) return reuseVerdict(false);
  return grantVerdict('lost_response', { ...record, replays, replayedGeneration: record.generation });
}

/**
 * A client that does not store successors presents its first token from every network that it uses. A change of the
 * address block alone is therefore normal. A change of the user-agent family at the same time indicates a second party.
 */
function evaluateFirstToken(record: RefreshRecord, clientTraits: ClientTraits): RefreshVerdict {
  if (haveEqualTraits(record.clientTraits, clientTraits)) return grantVerdict('reissued', record);
  if (!differInEveryTrait(record.clientTraits, clientTraits)) {
    return grantVerdict('reissued', { ...record, clientTraits });
  }
  const clientChanges = record.clientChanges + 1;
  if (clientChanges >= REUSE_AT_CLIENT_CHANGE) return reuseVerdict(false);
  return grantVerdict('client_changed', { ...record, clientChanges, clientTraits });
}

/** Whether the address block and the user-agent family both differ. False if the first client is unknown. */
function differInEveryTrait(first: ClientTraits | null, second: ClientTraits): boolean {
  return (
    first !== null &&
    first.addressBlock !== second.addressBlock &&
    first.userAgentFamily !== second.userAgentFamily
  );
}

/** Whether the address block and the user-agent family are both equal. False if the first client is unknown. */
function haveEqualTraits(first: ClientTraits | null, second: ClientTraits): boolean {
  return (
    first !== null &&
    first.addressBlock === second.addressBlock &&
    first.userAgentFamily === second.userAgentFamily
  );
}

function reuseVerdict(isLostResponseLikely: boolean): RefreshVerdict {
  return { kind: 'reuse', isLostResponseLikely };
}

function grantVerdict(cause: RefreshCause, record: RefreshRecord): RefreshVerdict {
  return { kind: 'granted', cause, record };
}
