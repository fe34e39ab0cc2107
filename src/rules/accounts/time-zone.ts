/** IANA time zones, mostly from the data of the runtime. Pure. */

let cachedZones: string[] | undefined;

/**
 * The names of the IANA database without a region. The runtime also accepts abbreviations such as `IST` and `PST`,
 * which are not IANA names and can mean several zones.
 */
const NAMES_WITHOUT_REGION = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
    'Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  )
    .toLowerCase()
    .split(' '),
);

/**
 * The name of a zone as the runtime spells it, or null for an unknown zone. Offsets such as `+05:30` are not zones. An
 * alias of a listed zone is not replaced by the listed name. The alias is returned as it was typed if the runtime
 * returns only the listed name.
 */
export function canonicalTimeZone(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return null;
  const hasRegion = name.includes('/') && !/^SystemV\//i.test(name);
  if (!hasRegion && !NAMES_WITHOUT_REGION.has(name.toLowerCase())) return null;
  const listed = listTimeZones().find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (listed) return listed;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** The offset of a zone from UTC at an instant, such as `-04:00`. */
export function utcOffset(timeZone: string, nowMs: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const part = format.formatToParts(nowMs).find(({ type }) => type === 'timeZoneName');
  return part?.value.replace('GMT', '').slice(0, 6) || '+00:00';
}

/** All zones that the runtime lists, and UTC, sorted. Aliases are not listed. */
export function listTimeZones(): string[] {
  cachedZones ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
  return cachedZones;
}

/** Groups zones by region, the part before the first slash. A zone without a slash is its own group. */
export function groupTimeZones(zones: string[]): Record<string, string[]> {
  return Object.groupBy(zones, (zone) => zone.split('/', 1)[0] ?? zone) as Record<string, string[]>;
}

/** An instant as text in a time zone: "Saturday, 21 November 2026 at 07:00:00 GMT-5". */
export function localTime(timeZone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'long',
  });
  return format.format(atMs);
}
