/** The reasons why the owner of an account cannot sign in, the values of the daily figures, and unusual days. */
import { describe, expect, it } from 'vitest';
import { dailyCounts, dailyLevels } from '../../../src/rules/administration/daily-series.ts';
import { signInObstacles } from '../../../src/rules/administration/sign-in-obstacles.ts';
import { unusualDay } from '../../../src/rules/administration/unusual-day.ts';

const NOW = 1_000;
const OPEN = { deletedAtMs: null, isActive: true, expiresAtMs: null, passwordHash: 'hash', plexId: null };
const known = (lockedUntilMs: number | null) => ({ attemptClass: 'known', lockedUntilMs }) as const;
const other = (lockedUntilMs: number | null) => ({ attemptClass: 'other', lockedUntilMs }) as const;

describe('the obstacles of a sign-in', () => {
  it('finds no obstacle for an open account, also with failures and a lock that has ended', () => {
    expect(signInObstacles(OPEN, [], NOW)).toEqual([]);
    expect(signInObstacles({ ...OPEN, expiresAtMs: NOW + 1 }, [known(null), other(NOW)], NOW)).toEqual([]);
  });

  it('lists all obstacles, the most permanent obstacle first', () => {
    const closed = { deletedAtMs: 5, isActive: false, expiresAtMs: NOW, passwordHash: null, plexId: null };
    expect(signInObstacles(closed, [other(2_000)], NOW)).toEqual([
      { kind: 'deleted', atMs: 5 },
      { kind: 'deactivated' },
      { kind: 'expired', atMs: NOW },
      { kind: 'not_invited' },
      { kind: 'locked', untilMs: 2_000, networks: 'other' },
    ]);
  });

  it('finds no obstacle for an account without a password that is linked with Plex', () => {
    expect(signInObstacles({ ...OPEN, passwordHash: null, plexId: '7' }, [], NOW)).toEqual([]);
  });

  it.each([
    [[known(2_000)], 'known', 2_000],
    [[known(2_000), other(null)], 'known', 2_000],
    [[known(2_000), other(3_000)], 'all', 3_000],
  ] as const)('reports which networks are locked', (failures, networks, untilMs) => {
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

  it('returns a count of 0 for a day without a figure', () => {
    expect(dailyCounts(figures, 'registered', days)).toEqual([0, 0, 2, 0, 0]);
  });

  it('returns the level of the previous day for a day without a figure', () => {
    expect(dailyLevels(figures, 'accounts', days)).toEqual([0, 5, 5, 7, 7]);
  });
});

describe('the days with unusual failures', () => {
  const days = Array.from({ length: 30 }, (_, at) => `day ${at}`);
  const counts = (values: Record<number, number>, usual = 20) => days.map((_, at) => values[at] ?? usual);

  it('returns the day of the last 7 days with many more failures than usual', () => {
    expect(unusualDay(days, counts({ 25: 180, 27: 100 }))).toEqual({ day: 'day 25', count: 180, factor: 9 });
    expect(unusualDay(days, counts({ 29: 60 }, 0))).toEqual({ day: 'day 29', count: 60, factor: null });
  });

  it.each([
    { failures: counts({}) },
    { failures: counts({ 22: 500 }) },
    { failures: counts({ 29: 79 }) },
    { failures: counts({ 29: 49 }, 1) },
    { failures: [] },
  ])('returns null for a usual week', ({ failures }) => {
    expect(unusualDay(days, failures)).toBeNull();
  });
});
