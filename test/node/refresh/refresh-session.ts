/** One session under the refresh engine, as its Durable Object keeps it: it ends with the first theft, for good. */
import {
  type ClientOrigin,
  evaluateRefresh,
  type RefreshCause,
  type RefreshPolicy,
  type RefreshRecord,
} from '../../../src/rules/sessions/refresh.ts';

export const HOME: ClientOrigin = { addressBlock: '192.0.2.1', userAgentFamily: 'chrome' };
export const ELSEWHERE: ClientOrigin = { addressBlock: '203.0.113.9', userAgentFamily: 'curl' };

export type Outcome =
  | { kind: 'granted'; generation: number; cause: RefreshCause }
  | { kind: 'rejected' }
  | { kind: 'ended' };

export class RefreshSession {
  record: RefreshRecord;
  ended = false;

  constructor(policy: RefreshPolicy, clientOrigin: ClientOrigin = HOME) {
    this.record = {
      policy,
      generation: 0,
      advancedAtMs: 0,
      previousAdvancedAtMs: 0,
      storesSuccessors: false,
      replays: 0,
      replayedGeneration: -1,
      clientOrigin,
    };
  }

  /** Presents a token's generation; what is handed out is the successor's generation. */
  present(generation: number, atMs: number, clientOrigin: ClientOrigin = HOME): Outcome {
    if (this.ended) return { kind: 'ended' };
    const verdict = evaluateRefresh(this.record, generation, clientOrigin, atMs);
    if (verdict.kind === 'rejected') return { kind: 'rejected' };
    if (verdict.kind === 'reuse') {
      this.ended = true;
      return { kind: 'ended' };
    }
    this.record = verdict.record;
    return { kind: 'granted', generation: this.record.generation, cause: verdict.cause };
  }
}

/** Somebody who holds a token of the session, and stores successors or not. */
export class Holder {
  held: number;
  readonly #session: RefreshSession;
  readonly #stores: boolean;
  readonly #clientOrigin: ClientOrigin;

  constructor(session: RefreshSession, held: number, stores = true, clientOrigin: ClientOrigin = HOME) {
    this.#session = session;
    this.held = held;
    this.#stores = stores;
    this.#clientOrigin = clientOrigin;
  }

  /** Refreshes; a lost answer reaches the session but not the holder. */
  refresh(atMs: number, answer: 'arrives' | 'is lost' = 'arrives'): Outcome {
    const outcome = this.#session.present(this.held, atMs, this.#clientOrigin);
    if (outcome.kind === 'granted' && this.#stores && answer === 'arrives') this.held = outcome.generation;
    return outcome;
  }
}
