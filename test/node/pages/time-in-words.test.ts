/** The text that the pages show for points in time and durations. */
import { describe, expect, it } from 'vitest';
import { exactTime, timeInWords, waitInWords } from '../../../src/rules/time-in-words.ts';

const NOW = Date.parse('2026-11-27T15:00:00Z');
const wordsFor = (text: string) => timeInWords(Date.parse(text), NOW, 'Europe/Zagreb');

describe('a point in time in words', () => {
  it.each([
    ['2026-11-27T14:59:30Z', 'now'],
    ['2026-11-27T14:59:00Z', '1 minute ago'],
    ['2026-11-27T14:48:00Z', '12 minutes ago'],
    ['2026-11-27T13:00:00Z', '2 hours ago'],
    ['2026-11-26T20:00:00Z', 'Yesterday'],
    ['2026-11-22T15:00:00Z', '5 days ago'],
    ['2026-10-14T15:00:00Z', '14 Oct'],
    ['2025-10-14T15:00:00Z', '14 Oct 2025'],
  ])('on 27 November 2026 at 15:00 UTC, timeInWords shows %s as "%s"', (text, words) => {
    expect(wordsFor(text)).toBe(words);
  });

  it('timeInWords counts days in the given time zone', () => {
    const now = Date.parse('2026-11-27T01:00:00Z');
    const earlier = Date.parse('2026-11-26T22:00:00Z');
    expect(timeInWords(earlier, now, 'UTC')).toBe('Yesterday');
    expect(timeInWords(earlier, now, 'America/New_York')).toBe('3 hours ago');
  });

  it('exactTime shows the date and the time of day in the given time zone', () => {
    expect(exactTime(NOW, 'Europe/Zagreb')).toBe('27 November 2026, 16:00');
  });
});

it.each([
  [0, '1 second'],
  [59, '59 seconds'],
  [60, '1 minute'],
  [2401, '41 minutes'],
  [7200, '2 hours'],
])('waitInWords shows a wait of %d seconds as "%s"', (seconds, words) => {
  expect(waitInWords(seconds)).toBe(words);
});
