/** The two tables of the README, computed for our engine and held within what they promise. */
import { expect, it } from 'vitest';
import { hoursToDiscovery, isWronglyKilled, percentile, seeded, type Theft } from './simulation.ts';

const RUNS = 2000;
const CLIENTS = 1000;

function discovery(theft: Theft): { median: number; p90: number; p99: number; missed: number } {
  const random = seeded(1);
  const hours = Array.from({ length: RUNS }, () => hoursToDiscovery(theft, random));
  const found = hours.filter((each) => each !== null).sort((a, b) => a - b);
  const at = (share: number) => Math.round(percentile(found, share) * 10) / 10;
  return { median: at(0.5), p90: at(0.9), p99: at(0.99), missed: hours.length - found.length };
}

it('finds a thief within hours, wherever and however close it follows', () => {
  const rows = {
    'same place, 10 s behind, 10 % jitter': discovery({ lagMs: 10_000, jitter: 0.1, elsewhere: false }),
    'same place, 5 min apart, 10 % jitter': discovery({ lagMs: 300_000, jitter: 0.1, elsewhere: false }),
    'same place, 10 s behind, no jitter': discovery({ lagMs: 10_000, jitter: 0, elsewhere: false }),
    'another place, 10 s behind, no jitter': discovery({ lagMs: 10_000, jitter: 0, elsewhere: true }),
    'another place, 5 min apart, 10 % jitter': discovery({ lagMs: 300_000, jitter: 0.1, elsewhere: true }),
  };
  console.table(rows);
  const { 'same place, 10 s behind, no jitter': inStep, ...seen } = rows;
  expect(inStep.missed).toBe(RUNS);
  for (const row of Object.values(seen)) expect(row.missed).toBe(0);
  expect(rows['same place, 10 s behind, 10 % jitter'].median).toBeLessThan(1.5);
  expect(rows['same place, 10 s behind, 10 % jitter'].p99).toBeLessThan(5);
  expect(rows['another place, 10 s behind, no jitter'].p99).toBeLessThan(1);
});

it('takes almost no bad network for a thief', () => {
  const killed = Object.fromEntries(
    [0.01, 0.05, 0.2].map((lost) => {
      const random = seeded(2);
      const count = Array.from({ length: CLIENTS }, () => isWronglyKilled(lost, random)).filter(
        Boolean,
      ).length;
      return [`${lost * 100} % of answers lost`, { 'wrongly ended in 30 days, %': (count / CLIENTS) * 100 }];
    }),
  );
  console.table(killed);
  expect(killed['1 % of answers lost']?.['wrongly ended in 30 days, %']).toBe(0);
  expect(killed['5 % of answers lost']?.['wrongly ended in 30 days, %']).toBeLessThan(0.5);
});
