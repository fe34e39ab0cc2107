/** The first and the last millisecond of a day in a time zone. */
import { expect, it } from 'vitest';
import { dayEndMs, dayStartMs } from '../../../src/rules/accounts/local-day.ts';

it.each([
  ['UTC', '2026-11-21', '2026-11-21T00:00:00.000Z', '2026-11-21T23:59:59.999Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z'],
  // The clocks are put forward at midnight, so the day begins at 01:00.
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T20:59:59.999Z'],
  ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z', '2026-01-01T18:14:59.999Z'],
  ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z', '2026-01-01T09:59:59.999Z'],
  // Days before 1000-01-02 and after 9999-12-30 begin at midnight UTC in every time zone.
  ['Europe/Berlin', '0001-01-01', '0001-01-01T00:00:00.000Z', '0001-01-01T23:59:59.999Z'],
  ['Europe/Berlin', '9999-12-31', '9999-12-31T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
])('in %s the day %s lasts from %s to %s', (zone, day, start, end) => {
  expect(new Date(dayStartMs(zone, day)).toISOString()).toBe(start);
  expect(new Date(dayEndMs(zone, day)).toISOString()).toBe(end);
});

// Samoa crossed the date line at the end of 2011-12-29, so its next day was 2011-12-31.
it('a day that a time zone skipped ends one millisecond before it begins', () => {
  expect(dayEndMs('Pacific/Apia', '2011-12-30')).toBe(dayStartMs('Pacific/Apia', '2011-12-30') - 1);
});
