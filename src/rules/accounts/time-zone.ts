/** IANA time zones through the runtime's own data. Pure; takes `now`. */

let zones: string[] | undefined;

/**
 * The zone's name as the data spells it, or null. Offsets such as `+05:30` are no zone. An older or newer name than
 * the listed one stays that name, as it was typed where the data knows it by the listed one only.
 */
export function canonicalTimeZone(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return null;
  const listed = listTimeZones().find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (listed) return listed;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** The zone's offset from UTC at an instant, as `-04:00`. */
export function utcOffset(timeZone: string, nowMs: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const part = format.formatToParts(nowMs).find(({ type }) => type === 'timeZoneName');
  return part?.value.replace('GMT', '').slice(0, 6) || '+00:00';
}

/** Every zone the runtime knows, sorted, with UTC, which `supportedValuesOf` leaves out. */
export function listTimeZones(): string[] {
  zones ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
  return zones;
}

/** The zones by their region, the part before the first slash. */
export function groupTimeZones(zones: string[]): Record<string, string[]> {
  return Object.groupBy(zones, (zone) => zone.split('/', 1)[0] ?? zone) as Record<string, string[]>;
}

/** An instant as its owner reads it: "Saturday, 21 November 2026 at 07:00 GMT-5". */
export function localTime(timeZone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'long',
  });
  return format.format(atMs);
}
