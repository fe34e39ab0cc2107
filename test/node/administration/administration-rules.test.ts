/** The reasons why the owner of an account cannot sign in, the values of the daily figures, and unusual days. */
import { describe, expect, it } from 'vitest';
import { dailyCounts, dailyLevels } from '../../../src/rules/administration/daily-series.ts';
import { signInObstacles } from '../../../src/rules/administration/sign-in-obstacles.ts';
import { unusualDay } from '../../../src/rules/administration/unusual-day.ts';

const NOW_MS = 1_000;
const OPEN_ACCOUNT = {
  deletedAtMs: null,
  isActive: true,
  expiresAtMs: null,
  passwordHash: 'hash',
  plexId: null,
};
/** The failed sign-ins from networks from which the owner has signed in before. */
const knownFailures = (lockedUntilMs: number | null) => ({ attemptClass: 'known', lockedUntilMs }) as const;
/** The failed sign-ins from all other networks. */
const otherFailures = (lockedUntilMs: number | null) => ({ attemptClass: 'other', lockedUntilMs }) as const;

describe('the obstacles of a sign-in', () => {
  it('an open account has no obstacle, also with a future expiry date, with failures and with a lock that has ended', () => {
    expect(signInObstacles(OPEN_ACCOUNT, [], NOW_MS)).toEqual([]);
    expect(
      signInObstacles(
        { ...OPEN_ACCOUNT, expiresAtMs: NOW_MS + 1 },
        [knownFailures(null), otherFailures(NOW_MS)],
        NOW_MS,
      ),
    ).toEqual([]);
  });

  it('all obstacles are listed, the most permanent obstacle first', () => {
    const closed = { deletedAtMs: 5, isActive: false, expiresAtMs: NOW_MS, passwordHash: null, plexId: null };
    expect(signInObstacles(closed, [otherFailures(2_000)], NOW_MS)).toEqual([
      { kind: 'deleted', atMs: 5 },
      { kind: 'deactivated' },
      { kind: 'expired', atMs: NOW_MS },
      { kind: 'no_credentials' },
      { kind: 'locked', untilMs: 2_000, networks: 'other' },
    ]);
  });

  it('an account without a password that is linked with Plex has no obstacle', () => {
    expect(signInObstacles({ ...OPEN_ACCOUNT, passwordHash: null, plexId: '7' }, [], NOW_MS)).toEqual([]);
  });

  it.each([
    [[knownFailures(2_000)], 'known', 2_000],
    [[knownFailures(2_000), otherFailures(null)], 'known', 2_000],
    [[knownFailures(2_000), otherFailures(3_000)], 'all', 3_000],
  ] as const)(
    'a lock is reported with its networks and with the time at which the last lock ends: %j',
    (failures, networks, untilMs) => {
      expect(signInObstacles(OPEN_ACCOUNT, [...failures], NOW_MS)).toEqual([
        { kind: 'locked', untilMs, networks },
      ]);
    },
  );
});

describe('the values of a figure', () => {
  const figures = [
    { day: '2026-11-02', name: 'accounts', value: 5 },
    { day: '2026-11-04', name: 'accounts', value: 7 },
    { day: '2026-11-03', name: 'registered', value: 2 },
  ];
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];

  it('a count is 0 on a day without a figure', () => {
    expect(dailyCounts(figures, 'registered', days)).toEqual([0, 0, 2, 0, 0]);
  });

  it('a level on a day without a figure is the level of the previous day, or 0 before the first figure', () => {
    expect(dailyLevels(figures, 'accounts', days)).toEqual([0, 5, 5, 7, 7]);
  });
});

describe('the days with unusual failures', () => {
  const days = Array.from({ length: 30 }, (_, at) => `day ${at}`);
  const counts = (values: Record<number, number>, usual = 20) => days.map((_, at) => values[at] ?? usual);

  it('the unusual day is the day with the most failures of the last 7 days, if there are many more failures than usual', () => {
    expect(unusualDay(days, counts({ 25: 180, 27: 100 }))).toEqual({ day: 'day 25', count: 180, factor: 9 });
    expect(unusualDay(days, counts({ 29: 60 }, 0))).toEqual({ day: 'day 29', count: 60, factor: null });
  });

  it.each([
    { reason: 'all days are equal', failures: counts({}) },
    { reason: 'the day is not one of the last 7 days', failures: counts({ 22: 500 }) },
    { reason: 'the number of failures is less than 4 times the usual number', failures: counts({ 29: 79 }) },
    { reason: 'there are fewer than 50 failures', failures: counts({ 29: 49 }, 1) },
    { reason: 'there are no figures', failures: [] },
  ])('no day is unusual if $reason', ({ failures }) => {
    expect(unusualDay(days, failures)).toBeNull();
  });
});
