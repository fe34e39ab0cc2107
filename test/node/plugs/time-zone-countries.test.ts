/** The table of the countries of time zones contains the same data as the runtime. */
import { getCountries } from 'libphonenumber-js/min';
import { expect, it } from 'vitest';
import { listTimeZones } from '../../../src/rules/accounts/time-zone.ts';
import { countryOfTimeZone } from '../../../src/rules/accounts/time-zone-countries.ts';

/** The time zones of a country. The types of TypeScript do not contain `getTimeZones`. */
function zonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined };
  return locale.getTimeZones() ?? [];
}

it('the country of each time zone is the country in the data of the runtime, or null if no country with phone numbers has the zone', () => {
  const expected = new Map(
    getCountries().flatMap((country) => zonesOf(country).map((zone) => [zone, country])),
  );
  expect(expected.size).toBeGreaterThan(400);
  const zones = listTimeZones();
  expect(zones.map((zone) => [zone, countryOfTimeZone(zone)])).toEqual(
    zones.map((zone) => [zone, expected.get(zone) ?? null]),
  );
});

it.each([
  ['Asia/Kolkata', 'IN'],
  ['Asia/Calcutta', 'IN'],
  ['Europe/Kyiv', 'UA'],
  ['US/Pacific', 'US'],
  ['GB', 'GB'],
  ['America/Argentina/Buenos_Aires', 'AR'],
  ['UTC', null],
  ['CET', null],
  ['Antarctica/Troll', null],
  ['Mars/Olympus', null],
])('the country of %s is %s', (zone, country) => {
  expect(countryOfTimeZone(zone)).toBe(country);
});
