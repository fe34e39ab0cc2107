/** Detection times and wrongly ended sessions of the refresh rules stay within their documented limits. */
import { expect, it } from 'vitest';
import { type Attack, hoursToDetection, isEndedWrongly, percentile, seeded } from './simulation.ts';

const RUNS = 2000;
const CLIENTS = 1000;

function measureDetection(attack: Attack): { median: number; p90: number; p99: number; missed: number } {
  const random = seeded(1);
  const hours = Array.from({ length: RUNS }, () => hoursToDetection(attack, random));
  const found = hours.filter((each) => each !== null).sort((a, b) => a - b);
  const at = (share: number) => Math.round(percentile(found, share) * 10) / 10;
  return { median: at(0.5), p90: at(0.9), p99: at(0.99), missed: hours.length - found.length };
}

it('detects every attacker except one of the same origin who always refreshes 10 seconds after the owner', () => {
  const rows = {
    'same origin, 10 s behind, 10 % jitter': measureDetection({
      lagMs: 10_000,
      jitter: 0.1,
      elsewhere: false,
    }),
    'same origin, 5 min apart, 10 % jitter': measureDetection({
      lagMs: 300_000,
      jitter: 0.1,
      elsewhere: false,
    }),
    'same origin, 10 s behind, no jitter': measureDetection({ lagMs: 10_000, jitter: 0, elsewhere: false }),
    'other origin, 10 s behind, no jitter': measureDetection({ lagMs: 10_000, jitter: 0, elsewhere: true }),
    'other origin, 5 min apart, 10 % jitter': measureDetection({
      lagMs: 300_000,
      jitter: 0.1,
      elsewhere: true,
    }),
  };
  console.table(rows);
  const { 'same origin, 10 s behind, no jitter': inStep, ...seen } = rows;
  expect(inStep.missed).toBe(RUNS);
  for (const row of Object.values(seen)) expect(row.missed).toBe(0);
  expect(rows['same origin, 10 s behind, 10 % jitter'].median).toBeLessThan(1.5);
  expect(rows['same origin, 10 s behind, 10 % jitter'].p99).toBeLessThan(5);
  expect(rows['other origin, 10 s behind, no jitter'].p99).toBeLessThan(1);
});

it('ends almost no session because of lost responses', () => {
  const ended = Object.fromEntries(
    [0.01, 0.05, 0.2].map((lost) => {
      const random = seeded(2);
      const count = Array.from({ length: CLIENTS }, () => isEndedWrongly(lost, random)).filter(
        Boolean,
      ).length;
      return [
        `${lost * 100} % of responses lost`,
        { 'wrongly ended in 30 days, %': (count / CLIENTS) * 100 },
      ];
    }),
  );
  console.table(ended);
  expect(ended['1 % of responses lost']?.['wrongly ended in 30 days, %']).toBe(0);
  expect(ended['5 % of responses lost']?.['wrongly ended in 30 days, %']).toBeLessThan(0.5);
});
