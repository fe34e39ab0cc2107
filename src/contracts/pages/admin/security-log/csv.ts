/** The security log as CSV (RFC 4180). */
import { csvLine, guardedCell } from '../../../../rules/csv.ts';
import type { LogEntry } from '../../../../store/security-log/log-browser.ts';

const COLUMN_NAMES = [
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
  return [COLUMN_NAMES, ...rows].map((row) => csvLine(row.map((value) => guardedCell(value ?? '')))).join('');
}
