/**
 * One session under the refresh rules, with the state that the account's object stores. It ends at the first detected
 * reuse.
 */
import {
  type ClientTraits,
  evaluateRefresh,
  type RefreshCause,
  type RefreshPolicy,
  type RefreshRecord,
} from '../../../src/rules/sessions/refresh.ts';

export const HOME: ClientTraits = { addressBlock: '192.0.2.1', userAgentFamily: 'chrome' };
/** Another client in another network. */
export const ELSEWHERE: ClientTraits = { addressBlock: '203.0.113.9', userAgentFamily: 'curl' };

/** The client of `HOME` in another network. */
export const ROAMING: ClientTraits = { ...HOME, addressBlock: '198.51.100.4' };

export type Outcome =
  | { kind: 'granted'; generation: number; cause: RefreshCause }
  | { kind: 'rejected' }
  | { kind: 'ended'; isLostResponseLikely?: true };

export class RefreshSession {
  record: RefreshRecord;
  ended = false;

  constructor(policy: RefreshPolicy, clientTraits: ClientTraits = HOME) {
    this.record = {
      policy,
      generation: 0,
      advancedAtMs: 0,
      previousAdvancedAtMs: 0,
      storesSuccessors: false,
      replays: 0,
      replayedGeneration: -1,
      clientChanges: 0,
      clientTraits,
    };
  }

  /** Presents the generation of a token. The outcome contains the generation of the successor. */
  present(generation: number, atMs: number, clientTraits: ClientTraits = HOME): Outcome {
    if (this.ended) return { kind: 'ended' };
    const verdict = evaluateRefresh(this.record, generation, clientTraits, atMs);
    if (verdict.kind === 'rejected') return { kind: 'rejected' };
    if (verdict.kind === 'reuse') {
      this.ended = true;
      return verdict.isLostResponseLikely ? { kind: 'ended', isLostResponseLikely: true } : { kind: 'ended' };
    }
    this.record = verdict.record;
    return { kind: 'granted', generation: this.record.generation, cause: verdict.cause };
  }
}

/** A party that has a token of the session and may store successors. */
export class Holder {
  /** The generation of the token that the party has. */
  held: number;
  readonly #session: RefreshSession;
  readonly #stores: boolean;
  readonly #clientTraits: ClientTraits;

  constructor(session: RefreshSession, held: number, stores = true, clientTraits: ClientTraits = HOME) {
    this.#session = session;
    this.held = held;
    this.#stores = stores;
    this.#clientTraits = clientTraits;
  }

  /** Refreshes. If the response is lost, the session advances but the holder gets no successor. */
  refresh(atMs: number, response: 'arrives' | 'is lost' = 'arrives'): Outcome {
    const outcome = this.#session.present(this.held, atMs, this.#clientTraits);
    if (outcome.kind === 'granted' && this.#stores && response === 'arrives') this.held = outcome.generation;
    return outcome;
  }
}
