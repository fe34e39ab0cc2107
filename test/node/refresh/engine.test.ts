/**
 * The refresh rules in typical scenarios and at their limits. The traits of a client are its address block and its
 * user-agent family.
 */
import { describe, expect, it } from 'vitest';
import { ELSEWHERE, HOME, Holder, RefreshSession, ROAMING } from './refresh-session.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Creates a tolerant session whose client has refreshed twice and has thereby shown that it stores successors. */
function createRotatedSession() {
  const session = new RefreshSession('tolerant');
  const owner = new Holder(session, 0);
  owner.refresh(HOUR);
  owner.refresh(2 * HOUR);
  return { session, owner };
}

describe('under the tolerant policy', () => {
  it('five parallel refreshes with one token issue one successor', () => {
    const session = new RefreshSession('tolerant');
    const outcomes = Array.from({ length: 5 }, (_, at) => session.present(0, at));
    expect(outcomes).toEqual([
      { kind: 'granted', generation: 1, cause: 'advanced' },
      ...Array(4).fill({ kind: 'granted', generation: 1, cause: 'concurrent' }),
    ]);
  });

  it('a retry ten minutes after a lost response gets the same successor', () => {
    const { session, owner } = createRotatedSession();
    owner.refresh(3 * HOUR, 'is lost');
    expect(session.present(2, 3 * HOUR + 10 * MINUTE)).toEqual({
      kind: 'granted',
      generation: 3,
      cause: 'lost_response',
    });
  });

  it('a client that never stores successors can refresh every hour for a day', () => {
    const client = new Holder(new RefreshSession('tolerant'), 0, false);
    for (let hour = 1; hour <= 24; hour += 1) {
      expect(client.refresh(hour * HOUR)).toMatchObject({ kind: 'granted', generation: 1 });
    }
  });

  it('an attacker is detected if the owner stores successors and has refreshed twice before the attacker', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration);
    owner.refresh(3 * HOUR);
    owner.refresh(4 * HOUR);
    expect(attacker.refresh(5 * HOUR)).toEqual({ kind: 'ended' });
    expect(owner.refresh(5 * HOUR)).toEqual({ kind: 'ended' });
  });

  it('an attacker who stores successors is detected at the next refresh of a client that never stores successors', () => {
    const session = new RefreshSession('tolerant');
    const owner = new Holder(session, 0, false);
    owner.refresh(HOUR);
    const attacker = new Holder(session, 0);
    attacker.refresh(2 * HOUR);
    attacker.refresh(2 * HOUR + MINUTE);
    expect(owner.refresh(3 * HOUR)).toEqual({ kind: 'ended' });
  });

  it.each([12, 20, 29])(
    'an attacker who refreshes %i seconds after the owner is detected at the fifth replay',
    (lagSeconds) => {
      const { session, owner } = createRotatedSession();
      const attacker = new Holder(session, owner.heldGeneration);
      let rounds = 0;
      while (!session.isEnded) {
        rounds += 1;
        owner.refresh((3 + rounds) * HOUR);
        attacker.refresh((3 + rounds) * HOUR + lagSeconds * SECOND);
      }
      expect(rounds).toBe(5);
    },
  );

  it('lost responses of two generations in a row do not end the session, and later refreshes reset the count', () => {
    const { session, owner } = createRotatedSession();
    owner.refresh(3 * HOUR, 'is lost');
    owner.refresh(3 * HOUR + MINUTE, 'is lost');
    expect(owner.refresh(3 * HOUR + 2 * MINUTE)).toMatchObject({ kind: 'granted', generation: 3 });
    owner.refresh(4 * HOUR, 'is lost');
    expect(owner.refresh(4 * HOUR + MINUTE)).toMatchObject({ kind: 'granted', generation: 4 });
    expect(session.record.replays).toBe(2);
    owner.refresh(5 * HOUR);
    owner.refresh(6 * HOUR);
    expect(session.record.replays).toBe(0);
  });

  it('an attacker with other traits is detected at the second replay', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration, true, ELSEWHERE);
    owner.refresh(3 * HOUR);
    expect(attacker.refresh(3 * HOUR + MINUTE)).toMatchObject({ kind: 'granted' });
    owner.refresh(4 * HOUR);
    expect(attacker.refresh(4 * HOUR + MINUTE)).toEqual({ kind: 'ended' });
  });

  it('an attacker with other traits who refreshes two seconds after the owner is detected at the second refresh', () => {
    const { session, owner } = createRotatedSession();
    const attacker = new Holder(session, owner.heldGeneration, true, ELSEWHERE);
    owner.refresh(3 * HOUR);
    attacker.refresh(3 * HOUR + 2 * SECOND);
    owner.refresh(4 * HOUR);
    expect(attacker.refresh(4 * HOUR + 2 * SECOND)).toEqual({ kind: 'ended' });
  });

  it('a token two generations behind counts as reuse only after the concurrency window', () => {
    const createSessionAdvancedTwice = () => {
      const session = new RefreshSession('tolerant');
      session.present(0, HOUR);
      session.present(1, HOUR + SECOND);
      return session;
    };
    expect(createSessionAdvancedTwice().present(0, HOUR + 10 * SECOND)).toMatchObject({
      kind: 'granted',
      cause: 'concurrent',
    });
    expect(createSessionAdvancedTwice().present(0, HOUR + 10 * SECOND + 1)).toEqual({ kind: 'ended' });
  });

  it('a token that was superseded long ago counts as reuse, even if its successor was superseded recently', () => {
    const { session } = createRotatedSession();
    expect(session.present(0, 2 * HOUR + 5 * SECOND)).toEqual({ kind: 'ended' });
  });
});

describe('a client that never stores successors', () => {
  const OTHER_BROWSER = { ...HOME, userAgentFamily: 'firefox' };
  const homeAtAddress = (host: number) => ({ ...HOME, addressBlock: `198.51.100.${host}` });

  it.each([
    { clients: [HOME, HOME, HOME], causes: ['reissued', 'reissued', 'reissued'] },
    { clients: Array.from({ length: 30 }, (_, at) => homeAtAddress(at)), causes: Array(30).fill('reissued') },
    { clients: [OTHER_BROWSER, HOME, OTHER_BROWSER], causes: ['reissued', 'reissued', 'reissued'] },
    { clients: [ROAMING, OTHER_BROWSER], causes: ['reissued', 'client_changed'] },
    { clients: [ELSEWHERE, ELSEWHERE], causes: ['client_changed', 'reissued'] },
    { clients: [ELSEWHERE, HOME], causes: ['client_changed', 'ended'] },
    { clients: [ELSEWHERE, ELSEWHERE, ROAMING], causes: ['client_changed', 'reissued', 'ended'] },
  ])(
    'a client that never stores successors refreshes from $clients with the results $causes',
    ({ clients, causes }) => {
      const session = new RefreshSession('tolerant');
      session.present(0, HOUR);
      const outcomes = clients.map((traits, at) => session.present(0, (at + 2) * HOUR, traits));
      expect(outcomes.map((outcome) => (outcome.kind === 'granted' ? outcome.cause : outcome.kind))).toEqual(
        causes,
      );
    },
  );

  it('the traits of a client are compared also within ten seconds of its first refresh', () => {
    const session = new RefreshSession('tolerant');
    session.present(0, HOUR);
    expect(session.present(0, HOUR + SECOND, ROAMING)).toMatchObject({ cause: 'concurrent' });
    expect(session.present(0, HOUR + 2 * SECOND, ELSEWHERE)).toMatchObject({ cause: 'client_changed' });
    expect(session.present(0, HOUR + 3 * SECOND)).toEqual({ kind: 'ended' });
  });
});

describe('under the strict policy', () => {
  it('a replay after ten seconds is a likely lost response if the successor was never presented and at most one trait differs', () => {
    const lostResponse = { kind: 'ended', isLostResponseLikely: true };
    for (const traits of [HOME, ROAMING, { ...HOME, userAgentFamily: 'firefox' }]) {
      const session = new RefreshSession('strict');
      session.present(0, HOUR);
      expect(session.present(0, HOUR + 11 * SECOND, traits)).toEqual(lostResponse);
    }
  });

  it('a replay after ten seconds is reuse if the successor was presented or both traits differ', () => {
    const advancedTwice = new RefreshSession('strict');
    advancedTwice.present(0, HOUR);
    advancedTwice.present(1, HOUR + MINUTE);
    expect(advancedTwice.present(0, HOUR + 2 * MINUTE)).toEqual({ kind: 'ended' });
    const advancedOnce = new RefreshSession('strict');
    advancedOnce.present(0, HOUR);
    expect(advancedOnce.present(0, HOUR + MINUTE, ELSEWHERE)).toEqual({ kind: 'ended' });
  });

  it('an exchanged token is granted again for ten seconds, and ends the session when it is presented later', () => {
    const session = new RefreshSession('strict');
    session.present(0, HOUR);
    expect(session.present(0, HOUR + 10 * SECOND)).toEqual({
      kind: 'granted',
      generation: 1,
      cause: 'concurrent',
    });
    expect(session.present(0, HOUR + 11 * SECOND)).toMatchObject({ kind: 'ended' });
    expect(session.present(1, HOUR + 12 * SECOND)).toEqual({ kind: 'ended' });
  });
});

describe('under the static policy', () => {
  it('the first token stays the only valid token', () => {
    const session = new RefreshSession('static');
    for (const hour of [1, 2, 300]) {
      expect(session.present(0, hour * HOUR)).toEqual({ kind: 'granted', generation: 0, cause: 'unchanged' });
    }
    expect(session.present(1, HOUR)).toEqual({ kind: 'rejected' });
  });
});

it.each(['tolerant', 'strict'] as const)(
  'a generation that was never issued is rejected under the %s policy',
  (policy) => {
    const session = new RefreshSession(policy);
    expect(session.present(1, HOUR)).toEqual({ kind: 'rejected' });
    expect(session.present(0, HOUR)).toMatchObject({ kind: 'granted' });
  },
);
