/** The security log as CSV (RFC 4180). */
import type { LogEntry } from '../../../../store/security-log/log-browser.ts';

const HEAD = [
  'time',
  'type',
  'account',
  'user name',
  'by',
  'address',
  'country',
  'user agent',
  'session',
  'detail',
];
/** Spreadsheets execute a cell that begins with one of these characters as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns the entries as lines, with a header line. */
export function logCsv(entries: LogEntry[]): string {
  const rows = entries.map(({ event, username, actorUsername }) => [
    new Date(event.createdAtMs).toISOString(),
    event.type,
    String(event.owner),
    username,
    actorUsername,
    event.address,
    event.country,
    event.userAgent,
    event.sessionId === null ? null : String(event.sessionId),
    event.detail,
  ]);
  return [HEAD, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: string | null): string {
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
