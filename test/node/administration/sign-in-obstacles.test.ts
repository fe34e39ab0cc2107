/** The reasons why the owner of an account cannot sign in, and the values of the daily figures. */
import { describe, expect, it } from 'vitest';
import { dailyCounts, dailyLevels } from '../../../src/rules/administration/daily-series.ts';
import { signInObstacles } from '../../../src/rules/administration/sign-in-obstacles.ts';

const NOW = 1_000;
const OPEN = { deletedAtMs: null, isActive: true, expiresAtMs: null, passwordHash: 'hash', plexId: null };
const known = (lockedUntilMs: number | null) => ({ attemptClass: 'known', lockedUntilMs }) as const;
const other = (lockedUntilMs: number | null) => ({ attemptClass: 'other', lockedUntilMs }) as const;

describe('the obstacles of a sign-in', () => {
  it('are none for an open account, also with failures and a lock that has ended', () => {
    expect(signInObstacles(OPEN, [], NOW)).toEqual([]);
    expect(signInObstacles({ ...OPEN, expiresAtMs: NOW + 1 }, [known(null), other(NOW)], NOW)).toEqual([]);
  });

  it('are all listed, the most permanent one first', () => {
    const closed = { deletedAtMs: 5, isActive: false, expiresAtMs: NOW, passwordHash: null, plexId: null };
    expect(signInObstacles(closed, [other(2_000)], NOW)).toEqual([
      { kind: 'deleted', atMs: 5 },
      { kind: 'deactivated' },
      { kind: 'expired', atMs: NOW },
      { kind: 'not_invited' },
      { kind: 'locked', untilMs: 2_000, networks: 'other' },
    ]);
  });

  it('do not include a missing password if Plex is linked', () => {
    expect(signInObstacles({ ...OPEN, passwordHash: null, plexId: '7' }, [], NOW)).toEqual([]);
  });

  it.each([
    [[known(2_000)], 'known', 2_000],
    [[known(2_000), other(null)], 'known', 2_000],
    [[known(2_000), other(3_000)], 'all', 3_000],
  ] as const)('name the locked networks', (failures, networks, untilMs) => {
    expect(signInObstacles(OPEN, [...failures], NOW)).toEqual([{ kind: 'locked', untilMs, networks }]);
  });
});

describe('the values of a figure', () => {
  const figures = [
    { day: '2026-11-02', name: 'accounts', value: 5 },
    { day: '2026-11-04', name: 'accounts', value: 7 },
    { day: '2026-11-03', name: 'registered', value: 2 },
  ];
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];

  it('of a count are 0 on a day without a figure', () => {
    expect(dailyCounts(figures, 'registered', days)).toEqual([0, 0, 2, 0, 0]);
  });

  it('of a level stay the same on a day without a figure', () => {
    expect(dailyLevels(figures, 'accounts', days)).toEqual([0, 5, 5, 7, 7]);
  });
});
