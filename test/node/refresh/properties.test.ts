/**
 * The refresh rules for random sequences of refreshes. The successor of a token is the token that replaces it. The
 * traits of a client are its address block and its user-agent family.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCURRENCY_WINDOW_MS } from '../../../src/rules/sessions/refresh.ts';
import { ELSEWHERE, HOME, Holder, type Outcome, RefreshSession, ROAMING } from './refresh-session.ts';

const POLICIES = ['tolerant', 'strict', 'static'] as const;

interface Model {
  nowMs: number;
  newestGeneration: number;
  isEnded: boolean;
}

interface Real {
  session: RefreshSession;
  holders: Holder[];
}

/** Checks the invariants after a token was presented, and updates the model. */
function checkInvariants(
  model: Model,
  real: Real,
  presentedGeneration: number,
  outcome: Outcome,
  advancedAtMs: number,
): void {
  if (model.isEnded) expect(outcome).toEqual({ kind: 'ended' });
  if (outcome.kind === 'ended' && outcome.isLostResponseLikely) {
    const { policy } = real.session.record;
    expect([policy, presentedGeneration]).toEqual(['strict', model.newestGeneration - 1]);
  }
  if (outcome.kind === 'ended') model.isEnded = true;
  if (outcome.kind !== 'granted') return;
  const { policy } = real.session.record;
  expect(outcome.generation).toBe(real.session.record.generation);
  expect(outcome.generation).toBeGreaterThanOrEqual(model.newestGeneration);
  expect(outcome.generation).toBeLessThanOrEqual(presentedGeneration + 2);
  if (outcome.generation > model.newestGeneration) expect(presentedGeneration).toBe(model.newestGeneration);
  if (policy === 'strict' && presentedGeneration < model.newestGeneration) {
    expect(model.nowMs - advancedAtMs).toBeLessThanOrEqual(CONCURRENCY_WINDOW_MS);
  }
  model.newestGeneration = outcome.generation;
}

/** A refresh by one of the holders after a wait. */
class Refresh implements fc.Command<Model, Real> {
  readonly #holder: number;
  readonly #waitMs: number;
  readonly #response: 'arrives' | 'is lost';

  constructor(holder: number, waitMs: number, response: 'arrives' | 'is lost') {
    this.#holder = holder;
    this.#waitMs = waitMs;
    this.#response = response;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    model.nowMs += this.#waitMs;
    const holder = real.holders[this.#holder % real.holders.length] as Holder;
    const { advancedAtMs } = real.session.record;
    const generation = holder.heldGeneration;
    checkInvariants(model, real, generation, holder.refresh(model.nowMs, this.#response), advancedAtMs);
  }

  toString(): string {
    return `holder ${this.#holder} refreshes after ${this.#waitMs} ms, the response ${this.#response}`;
  }
}

const wait = fc.oneof(fc.nat(15_000), fc.nat(3_600_000));
const command = fc
  .tuple(fc.nat(3), wait, fc.constantFrom('arrives' as const, 'is lost' as const))
  .map(([holder, waitMs, response]) => new Refresh(holder, waitMs, response));

describe.each(POLICIES)('under the %s policy', (policy) => {
  it('only the newest token advances a session, an ended session stays ended, and old tokens are granted only if the policy allows it', () => {
    fc.assert(
      fc.property(fc.commands([command], { maxCommands: 60 }), (commands) => {
        const session = new RefreshSession(policy);
        const holders = [
          new Holder(session, 0),
          new Holder(session, 0, false),
          new Holder(session, 0, true, ELSEWHERE),
          new Holder(session, 0),
        ];
        fc.modelRun(
          () => ({ model: { nowMs: 0, newestGeneration: 0, isEnded: false }, real: { session, holders } }),
          commands,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

it('a client that never stores successors can refresh any number of times if no other party refreshes', () => {
  fc.assert(
    fc.property(fc.array(wait, { minLength: 1, maxLength: 100 }), (waits) => {
      const client = new Holder(new RefreshSession('tolerant'), 0, false);
      let nowMs = 0;
      for (const waitMs of waits) {
        nowMs += waitMs;
        expect(client.refresh(nowMs)).toMatchObject({ kind: 'granted', generation: 1 });
      }
    }),
  );
});

it('a client that never stores successors can refresh from changing networks', () => {
  const step = fc.tuple(wait, fc.constantFrom(HOME, ROAMING, { ...HOME, addressBlock: '198.51.100.77' }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 100 }), (steps) => {
      const session = new RefreshSession('tolerant');
      let nowMs = 0;
      for (const [waitMs, traits] of steps) {
        nowMs += waitMs;
        expect(session.present(0, nowMs, traits)).toMatchObject({ kind: 'granted', generation: 1 });
      }
      expect(session.record.clientChanges).toBe(0);
    }),
  );
});

it('if an owner and an attacker with other traits never store successors, the session ends at the second change between them', () => {
  const turns = fc.array(fc.tuple(fc.boolean(), wait), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(turns, (sequence) => {
      const session = new RefreshSession('tolerant');
      session.present(0, 0);
      let nowMs = CONCURRENCY_WINDOW_MS;
      let changes = 0;
      let last = HOME;
      for (const [isOwnersTurn, waitMs] of sequence) {
        nowMs += waitMs;
        const traits = isOwnersTurn ? HOME : ELSEWHERE;
        if (traits !== last) changes += 1;
        last = traits;
        session.present(0, nowMs, traits);
        expect(session.isEnded).toBe(changes >= 2);
      }
    }),
  );
});

/**
 * Both parties store successors. The time between two refreshes is longer than the concurrency window, so that the
 * rules do not treat the two parties as two tabs.
 */
it.each([
  ['equal traits', HOME, 5],
  ['other traits', ELSEWHERE, 2],
] as const)(
  'if an owner and an attacker with %s both refresh, the session ends after at most %s replays',
  (_name, traits, maxReplays) => {
    const turns = fc.array(
      fc.tuple(fc.boolean(), fc.integer({ min: CONCURRENCY_WINDOW_MS + 1, max: 3_600_000 })),
      {
        minLength: 200,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(turns, (sequence) => {
        const session = new RefreshSession('tolerant');
        const owner = new Holder(session, 0);
        owner.refresh(60_000);
        owner.refresh(120_000);
        const attacker = new Holder(session, owner.heldGeneration, true, traits);
        let nowMs = 120_000;
        let turnChanges = 0;
        let last: Holder | undefined;
        for (const [isOwnersTurn, waitMs] of sequence) {
          nowMs += waitMs;
          const holder = isOwnersTurn ? owner : attacker;
          if (holder !== last && last) turnChanges += 1;
          last = holder;
          holder.refresh(nowMs);
          if (session.isEnded) break;
        }
        expect(session.isEnded).toBe(true);
        // Replays are not counted directly. A replay happens only after a change of turns, and two changes cause at
        // least one replay.
        expect(turnChanges).toBeLessThanOrEqual(2 * maxReplays);
        expect([owner.refresh(nowMs + 1), attacker.refresh(nowMs + 1)]).toEqual([
          { kind: 'ended' },
          { kind: 'ended' },
        ]);
      }),
      { numRuns: 500 },
    );
  },
);
