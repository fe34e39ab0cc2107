/**
 * Measures how fast the refresh rules detect an attacker, and how many sessions without an attacker they end. The tests
 * print the tables that `docs/sessions.md` contains. The traits of a client are its address block and its user-agent
 * family.
 */
import { expect, it } from 'vitest';
import { type Attack, quantile, seededRandom, simulateAttack, simulateLostResponses } from './simulation.ts';

const ATTACK_COUNT = 2000;
const CLIENT_COUNT = 1000;

/** Simulates 2,000 attacks. Returns quantiles of the hours to detection, and the number of attacks not detected. */
function measureDetection(attack: Attack): { median: number; p90: number; p99: number; missed: number } {
  const random = seededRandom(1);
  const hours = Array.from({ length: ATTACK_COUNT }, () => simulateAttack(attack, random));
  const detectionHours = hours.filter((each) => each !== null).sort((a, b) => a - b);
  const hoursAt = (share: number) => Math.round(quantile(detectionHours, share) * 10) / 10;
  return {
    median: hoursAt(0.5),
    p90: hoursAt(0.9),
    p99: hoursAt(0.99),
    missed: hours.length - detectionHours.length,
  };
}

it('every simulated attacker is detected except an attacker with equal traits who always refreshes 10 seconds after the owner', () => {
  const rows = {
    'equal traits, 10 s behind, 10 % jitter': measureDetection({
      lagMs: 10_000,
      jitter: 0.1,
      hasOtherTraits: false,
    }),
    'equal traits, 5 min apart, 10 % jitter': measureDetection({
      lagMs: 300_000,
      jitter: 0.1,
      hasOtherTraits: false,
    }),
    'equal traits, 10 s behind, no jitter': measureDetection({
      lagMs: 10_000,
      jitter: 0,
      hasOtherTraits: false,
    }),
    'other traits, 10 s behind, no jitter': measureDetection({
      lagMs: 10_000,
      jitter: 0,
      hasOtherTraits: true,
    }),
    'other traits, 5 min apart, 10 % jitter': measureDetection({
      lagMs: 300_000,
      jitter: 0.1,
      hasOtherTraits: true,
    }),
  };
  console.table(rows);
  const { 'equal traits, 10 s behind, no jitter': withinWindow, ...detected } = rows;
  expect(withinWindow.missed).toBe(ATTACK_COUNT);
  for (const row of Object.values(detected)) expect(row.missed).toBe(0);
  expect(rows['equal traits, 10 s behind, 10 % jitter'].median).toBeLessThan(1.5);
  expect(rows['equal traits, 10 s behind, 10 % jitter'].p99).toBeLessThan(5);
  expect(rows['other traits, 10 s behind, no jitter'].p99).toBeLessThan(1);
});

it('lost responses end no session if 1 % are lost, and fewer than 0.5 % of the sessions in 30 days if 5 % are lost', () => {
  const ended = Object.fromEntries(
    [0.01, 0.05, 0.2].map((lostShare) => {
      const random = seededRandom(2);
      const count = Array.from({ length: CLIENT_COUNT }, () =>
        simulateLostResponses(lostShare, random),
      ).filter(Boolean).length;
      return [
        `${lostShare * 100} % of responses lost`,
        { 'wrongly ended in 30 days, %': (count / CLIENT_COUNT) * 100 },
      ];
    }),
  );
  console.table(ended);
  expect(ended['1 % of responses lost']?.['wrongly ended in 30 days, %']).toBe(0);
  expect(ended['5 % of responses lost']?.['wrongly ended in 30 days, %']).toBeLessThan(0.5);
});
