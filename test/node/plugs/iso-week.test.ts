/** The numbers of UTC weeks, and the names of these weeks in ISO 8601. */
import { expect, it } from 'vitest';
import { isoWeek, mondayMsOf, weekOf } from '../../../src/rules/plugs/iso-week.ts';

it.each([
  ['1970-01-01T00:00:00.000Z', '1970-W01', '1969-12-29'],
  ['2021-01-03T23:59:59.999Z', '2020-W53', '2020-12-28'],
  ['2024-12-30T00:00:00.000Z', '2025-W01', '2024-12-30'],
  ['2026-11-22T23:59:59.999Z', '2026-W47', '2026-11-16'],
  ['2026-11-23T00:00:00.000Z', '2026-W48', '2026-11-23'],
  ['2027-01-03T12:00:00.000Z', '2026-W53', '2026-12-28'],
  ['2027-01-04T00:00:00.000Z', '2027-W01', '2027-01-04'],
])('%s is in the week %s that begins on %s', (time, weekName, monday) => {
  const week = weekOf(Date.parse(time));
  expect(isoWeek(week)).toBe(weekName);
  expect(mondayMsOf(week)).toBe(Date.parse(monday));
});
