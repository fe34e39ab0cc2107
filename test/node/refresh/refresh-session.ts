/**
 * One session under the refresh rules, with the state that the account's object stores. The session ends at the first
 * detected reuse. The traits of a client are its address block and its user-agent family.
 */
import {
  type ClientTraits,
  evaluateRefresh,
  type RefreshCause,
  type RefreshPolicy,
  type RefreshRecord,
} from '../../../src/rules/sessions/refresh.ts';

/** The owner's client in the owner's network. */
export const HOME: ClientTraits = { addressBlock: '192.0.2.1', userAgentFamily: 'chrome' };
/** Another client in another network: both traits differ from `HOME`. */
export const ELSEWHERE: ClientTraits = { addressBlock: '203.0.113.9', userAgentFamily: 'curl' };

/** The owner's client in another network. */
export const ROAMING: ClientTraits = { ...HOME, addressBlock: '198.51.100.4' };

export type Outcome =
  | { kind: 'granted'; generation: number; cause: RefreshCause }
  | { kind: 'rejected' }
  | { kind: 'ended'; isLostResponseLikely?: true };

export class RefreshSession {
  record: RefreshRecord;
  isEnded = false;

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

  /**
   * Presents the token of a generation. If the refresh is granted, the outcome contains the generation of the token
   * that the client receives.
   */
  present(generation: number, atMs: number, clientTraits: ClientTraits = HOME): Outcome {
    if (this.isEnded) return { kind: 'ended' };
    const verdict = evaluateRefresh(this.record, generation, clientTraits, atMs);
    if (verdict.kind === 'rejected') return { kind: 'rejected' };
    if (verdict.kind === 'reuse') {
      this.isEnded = true;
      return verdict.isLostResponseLikely ? { kind: 'ended', isLostResponseLikely: true } : { kind: 'ended' };
    }
    this.record = verdict.record;
    return { kind: 'granted', generation: this.record.generation, cause: verdict.cause };
  }
}

/** A party that has a token of the session. Each successor that the party stores replaces this token. */
export class Holder {
  /** The generation of the token that the party has. */
  heldGeneration: number;
  readonly #session: RefreshSession;
  readonly #storesSuccessors: boolean;
  readonly #clientTraits: ClientTraits;

  constructor(
    session: RefreshSession,
    heldGeneration: number,
    storesSuccessors = true,
    clientTraits: ClientTraits = HOME,
  ) {
    this.#session = session;
    this.heldGeneration = heldGeneration;
    this.#storesSuccessors = storesSuccessors;
    this.#clientTraits = clientTraits;
  }

  /** Refreshes with the held token. If the response is lost, the session may advance, but the token stays the same. */
  refresh(atMs: number, response: 'arrives' | 'is lost' = 'arrives'): Outcome {
    const outcome = this.#session.present(this.heldGeneration, atMs, this.#clientTraits);
    if (outcome.kind === 'granted' && this.#storesSuccessors && response === 'arrives') {
      this.heldGeneration = outcome.generation;
    }
    return outcome;
  }
}
