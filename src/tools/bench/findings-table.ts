/** Renders the findings as a table for a terminal. Pure. */
import { type Finding, MIN_SHARE_OF_FLOOR } from './findings.ts';

const HEADINGS = [
  'request',
  'conn',
  'req/s',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  'floor',
  'share',
  'D1',
  'read',
  'written',
  'DO',
  'KV',
  '$/M',
];
/** The positions of the columns that contain text. Text is aligned to the left, and numbers to the right. */
const LEFT_ALIGNED = new Set([0, 6]);

/** Returns the table: first the rows of the product, then the rows of the floors, then the explanations. */
export function findingsTable(findings: Finding[]): string {
  const product = findings.filter(({ floor }) => floor !== null);
  const floors = findings.filter(({ floor }) => floor === null);
  const rows = [HEADINGS, ...byName(product).map(cellsOf), ...byName(floors).map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, LEFT_ALIGNED.has(at)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(Math.max(...lines.map(({ length }) => length)));
  lines.splice(1, 0, rule);
  lines.splice(2 + product.length, 0, rule);
  return `${lines.join('\n')}\n\n${FOOTNOTE}`;
}

const FOOTNOTE = `Medians of three rounds in a closed loop. The load generator and the workers run on the same machine.
"share": requests/s divided by those of the floor in the same round; * marks a share that misses the target ${MIN_SHARE_OF_FLOOR}.
The floors are requests to a minimal Hono worker. read N: one JWT check and one D1 batch of two indexed reads, the session
and N plugs. write: the same with one plug, then a second batch with one insert. object: one JWT check and one object
call with one write. KV, object: one KV read before the same object call, as in a refresh. hash: one argon2id hash with
the parameters of the product.
CPU ms: CPU time of workerd per request, including its simulators of D1, KV and objects (Linux only).
With ENVIRONMENT=test, the product reports its D1 round trips, rows, object calls and KV operations. Its limits are so
high that no request gets 429, but they count every request. $/M: the price of a million requests at Cloudflare,
without CPU ($0.02 per million ms), the duration of objects and the rows that objects write to their own storage.`;

function byName(findings: Finding[]): Finding[] {
  const names = [...new Set(findings.map(({ name }) => name))];
  return names.flatMap((name) => findings.filter((finding) => finding.name === name));
}

function cellsOf(finding: Finding): string[] {
  const {
    name,
    connections,
    requestsPerSecond,
    p50Ms,
    p99Ms,
    cpuMs,
    floor,
    shareOfFloor,
    missesTarget,
    cost,
    dollarsPerMillion,
  } = finding;
  const counts = cost && [cost.d1Trips, cost.rowsRead, cost.rowsWritten, cost.objectCalls, cost.kvOperations];
  return [
    name,
    String(connections),
    requestsPerSecond.toFixed(requestsPerSecond < 100 ? 1 : 0),
    p50Ms.toFixed(3),
    p99Ms.toFixed(3),
    cpuMs === null ? '' : cpuMs.toFixed(2),
    floor ?? '',
    shareOfFloor === null ? '' : `${shareOfFloor.toFixed(2)}${missesTarget ? '*' : ' '}`,
    ...(counts ?? []).map(String),
    ...(dollarsPerMillion === null ? [] : [dollarsPerMillion.toFixed(2)]),
  ];
}

function padded(text: string, width: number, isLeftAligned: boolean): string {
  return isLeftAligned ? text.padEnd(width) : text.padStart(width);
}
