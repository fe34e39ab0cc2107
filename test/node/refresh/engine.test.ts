/**
 * The refresh rules in typical scenarios and at their limits. The successor of a token is the token that replaces it.
 * The traits of a client are its address block and its user-agent family.
 */
import { describe, expect, it } from 'vitest';
import { ELSEWHERE, HOME, Holder, RefreshSession, ROAMING } from './refresh-session.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Creates a tolerant session whose client has refreshed twice and has thereby shown that it stores successors. */
function createRotatedSession() {
  const session = new RefreshSession('tolerant');
  const owner = new Holder(session, 0);
  owner.refresh(HOUR_MS);
  owner.refresh(2 * HOUR_MS);
  return { session, owner };
}

describe('under the tolerant policy', () => {
  it('five parallel refreshes with one token issue one successor', () => {
    const session = new RefreshSession('tolerant');
    const outcomes = Array.from({ length: 5 }, (_, atMs) => session.present(0, atMs));
    expect(outcomes).toEqual([
      { kind: 'granted', generation: 1, cause: 'advanced' },
      ...Array(4).fill({ kind: 'granted', generation: 1, cause: 'concurrent' }),
    ]);
  });

  it('a retry ten minutes after a lost response gets the same successor', () => {
    const { session, owner } = createRotatedSession();
    owner.refresh(3 * HOUR_MS, 'is lost');
    expect(session.present(2, 3 * HOUR_MS + 10 * MINUTE_MS)).toEqual({
      kind: 'granted',
      generation: 3,
      cause: 'lost_response',
    });
  });

  it('a client that never stores successors can refresh every hour for a day', () => {
    const client = new Holder(new RefreshSession('tolerant'), 0, false);
    for (let hour = 1; hour <= 24; hour += 1) {
      expect(client.refresh(hour * HOUR_MS)).toMatchObject({ kind: 'granted', generation: 1 });
    }
  });

  it('an attacker is detected if the owner stores successors and has refreshed twice before the attacker', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration);
    owner.refresh(3 * HOUR_MS);
    owner.refresh(4 * HOUR_MS);
    expect(attacker.refresh(5 * HOUR_MS)).toEqual({ kind: 'ended' });
    expect(owner.refresh(5 * HOUR_MS)).toEqual({ kind: 'ended' });
  });

  it('an attacker who stores successors is detected at the next refresh of a client that never stores successors', () => {
    const session = new RefreshSession('tolerant');
    const owner = new Holder(session, 0, false);
    owner.refresh(HOUR_MS);
    const attacker = new Holder(session, 0);
    for (const atMs of [2 * HOUR_MS, 2 * HOUR_MS + MINUTE_MS])
      expect(attacker.refresh(atMs)).toMatchObject({ kind: 'granted' });
    expect(owner.refresh(3 * HOUR_MS)).toEqual({ kind: 'ended' });
  });

  it.each([12, 20, 29])(
    'an attacker who refreshes %i seconds after the owner is detected at the fifth replay',
    (lagSeconds) => {
      const { session, owner } = createRotatedSession();
      const attacker = new Holder(session, owner.heldGeneration);
      let rounds = 0;
      while (!session.isEnded) {
        rounds += 1;
        owner.refresh((3 + rounds) * HOUR_MS);
        attacker.refresh((3 + rounds) * HOUR_MS + lagSeconds * SECOND_MS);
      }
      expect(rounds).toBe(5);
    },
  );

  it('lost responses of two generations in a row do not end the session, and later refreshes reset the count of replays', () => {
    const { session, owner } = createRotatedSession();
    owner.refresh(3 * HOUR_MS, 'is lost');
    owner.refresh(3 * HOUR_MS + MINUTE_MS, 'is lost');
    expect(owner.refresh(3 * HOUR_MS + 2 * MINUTE_MS)).toMatchObject({ kind: 'granted', generation: 3 });
    owner.refresh(4 * HOUR_MS, 'is lost');
    expect(owner.refresh(4 * HOUR_MS + MINUTE_MS)).toMatchObject({ kind: 'granted', generation: 4 });
    expect(session.record.replays).toBe(2);
    owner.refresh(5 * HOUR_MS);
    owner.refresh(6 * HOUR_MS);
    expect(session.record.replays).toBe(0);
  });

  it('an attacker with other traits is detected at the second replay', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration, true, ELSEWHERE);
    owner.refresh(3 * HOUR_MS);
    expect(attacker.refresh(3 * HOUR_MS + MINUTE_MS)).toMatchObject({ kind: 'granted' });
    owner.refresh(4 * HOUR_MS);
    expect(attacker.refresh(4 * HOUR_MS + MINUTE_MS)).toEqual({ kind: 'ended' });
  });

  it('an attacker with other traits who refreshes two seconds after the owner is detected at the second refresh', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration, true, ELSEWHERE);
    owner.refresh(3 * HOUR_MS);
    expect(attacker.refresh(3 * HOUR_MS + 2 * SECOND_MS)).toMatchObject({ kind: 'granted' });
    owner.refresh(4 * HOUR_MS);
    expect(attacker.refresh(4 * HOUR_MS + 2 * SECOND_MS)).toEqual({ kind: 'ended' });
  });

  it('a token two generations behind counts as reuse only after the concurrency window', () => {
    const createSessionAdvancedTwice = () => {
      const session = new RefreshSession('tolerant');
      session.present(0, HOUR_MS);
      session.present(1, HOUR_MS + SECOND_MS);
      return session;
    };
    expect(createSessionAdvancedTwice().present(0, HOUR_MS + 10 * SECOND_MS)).toMatchObject({
      kind: 'granted',
      cause: 'concurrent',
    });
    expect(createSessionAdvancedTwice().present(0, HOUR_MS + 10 * SECOND_MS + 1)).toEqual({ kind: 'ended' });
  });

  it('a token that was superseded long ago counts as reuse, even if its successor was superseded recently', () => {
    const { session } = createRotatedSession();
    expect(session.present(0, 2 * HOUR_MS + 5 * SECOND_MS)).toEqual({ kind: 'ended' });
  });
});

describe('a client that never stores successors', () => {
  const OTHER_BROWSER = { ...HOME, userAgentFamily: 'firefox' };
  const homeAtAddress = (host: number) => ({ ...HOME, addressBlock: `198.51.100.${host}` });

  it.each([
    { clients: [HOME, HOME, HOME], causes: ['reissued', 'reissued', 'reissued'] },
    {
      clients: Array.from({ length: 30 }, (_, index) => homeAtAddress(index)),
      causes: Array(30).fill('reissued'),
    },
    { clients: [OTHER_BROWSER, HOME, OTHER_BROWSER], causes: ['reissued', 'reissued', 'reissued'] },
    { clients: [ROAMING, OTHER_BROWSER], causes: ['reissued', 'client_changed'] },
    { clients: [ELSEWHERE, ELSEWHERE], causes: ['client_changed', 'reissued'] },
    { clients: [ELSEWHERE, HOME], causes: ['client_changed', 'ended'] },
    { clients: [ELSEWHERE, ELSEWHERE, ROAMING], causes: ['client_changed', 'reissued', 'ended'] },
  ])(
    'a client that never stores successors refreshes from $clients with the results $causes',
    ({ clients, causes }) => {
      const session = new RefreshSession('tolerant');
      session.present(0, HOUR_MS);
      const outcomes = clients.map((traits, index) => session.present(0, (index + 2) * HOUR_MS, traits));
      expect(outcomes.map((outcome) => (outcome.kind === 'granted' ? outcome.cause : outcome.kind))).toEqual(
        causes,
      );
    },
  );

  it('the traits of a client are compared also within ten seconds of its first refresh', () => {
    const session = new RefreshSession('tolerant');
    session.present(0, HOUR_MS);
    expect(session.present(0, HOUR_MS + SECOND_MS, ROAMING)).toMatchObject({ cause: 'concurrent' });
    expect(session.present(0, HOUR_MS + 2 * SECOND_MS, ELSEWHERE)).toMatchObject({ cause: 'client_changed' });
    expect(session.present(0, HOUR_MS + 3 * SECOND_MS)).toEqual({ kind: 'ended' });
  });
});

describe('under the strict policy', () => {
  it('a replay after ten seconds is a likely lost response if the successor was never presented and at most one trait differs', () => {
    const lostResponse = { kind: 'ended', isLostResponseLikely: true };
    for (const traits of [HOME, ROAMING, { ...HOME, userAgentFamily: 'firefox' }]) {
      const session = new RefreshSession('strict');
      session.present(0, HOUR_MS);
      expect(session.present(0, HOUR_MS + 11 * SECOND_MS, traits)).toEqual(lostResponse);
    }
  });

  it('a replay after ten seconds is reuse if the successor was presented or both traits differ', () => {
    const advancedTwice = new RefreshSession('strict');
    advancedTwice.present(0, HOUR_MS);
    advancedTwice.present(1, HOUR_MS + MINUTE_MS);
    expect(advancedTwice.present(0, HOUR_MS + 2 * MINUTE_MS)).toEqual({ kind: 'ended' });
    const advancedOnce = new RefreshSession('strict');
    advancedOnce.present(0, HOUR_MS);
    expect(advancedOnce.present(0, HOUR_MS + MINUTE_MS, ELSEWHERE)).toEqual({ kind: 'ended' });
  });

  it('a token that was replaced is accepted for ten more seconds, and ends the session when it is presented later', () => {
    const session = new RefreshSession('strict');
    session.present(0, HOUR_MS);
    expect(session.present(0, HOUR_MS + 10 * SECOND_MS)).toEqual({
      kind: 'granted',
      generation: 1,
      cause: 'concurrent',
    });
    expect(session.present(0, HOUR_MS + 11 * SECOND_MS)).toMatchObject({ kind: 'ended' });
    expect(session.present(1, HOUR_MS + 12 * SECOND_MS)).toEqual({ kind: 'ended' });
  });
});

describe('under the static policy', () => {
  it('the first token stays the only valid token', () => {
    const session = new RefreshSession('static');
    for (const hour of [1, 2, 300]) {
      expect(session.present(0, hour * HOUR_MS)).toEqual({
        kind: 'granted',
        generation: 0,
        cause: 'unchanged',
      });
    }
    expect(session.present(1, HOUR_MS)).toEqual({ kind: 'rejected' });
  });
});

it.each(['tolerant', 'strict'] as const)(
  'a generation that was never issued is rejected under the %s policy',
  (policy) => {
    const session = new RefreshSession(policy);
    expect(session.present(1, HOUR_MS)).toEqual({ kind: 'rejected' });
    expect(session.present(0, HOUR_MS)).toMatchObject({ kind: 'granted' });
  },
);
