/**
 * `npm run users:import -- <file.jsonl> [--remote]`: one account a line, in the words of `POST /admin/users/import`
 * and by its rules. Says what became of each; a line that is no JSON is left out, and makes the program fail.
 */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readImportRow } from '../../../contracts/v1/administration/import-row.ts';
import {
  countOutcomes,
  type ImportResult,
  type ImportRow,
  importRows,
  validateRows,
} from '../../../core/administration/import-rows.ts';
import { noCost } from '../../../rules/cost.ts';
import { openDatabase } from '../../../store/database/database.ts';
import { beQuiet, ROOT, readTool, refuse } from '../tools.ts';
import { type Place, placeFrom } from './d1.ts';
import { withLocalDatabase } from './local-database.ts';
import { wranglerDatabase } from './wrangler-database.ts';

/** D1 refuses a statement of 100,000 bytes, and remotely the rows are a part of it. */
const PIECE_BYTES = 50_000;

interface Line {
  number: number;
  row: ImportRow;
}

beQuiet();
const place = placeFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
if (!file || !existsSync(file)) refuse('Name the file: npm run users:import -- <file.jsonl> [--remote]');
const { lines, broken } = await readLines(file);
const results = await withDatabase(place, (binding) => importPieces(binding, lines));
const { created, updated, skipped } = countOutcomes(results);
console.log(`${created} created, ${updated} updated, ${skipped} skipped, ${broken} not JSON`);
process.exitCode = broken > 0 ? 1 : 0;

async function readLines(path: string): Promise<{ lines: Line[]; broken: number }> {
  const read: Line[] = [];
  let number = 0;
  let notJson = 0;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (text.trim() === '') continue;
    const sent = parsed(text);
    if (sent) read.push({ number, row: readImportRow(sent.value) });
    else notJson += 1;
    if (!sent) console.log(`line ${number}: not JSON`);
  }
  const judged = validateRows(
    read.map(({ row }) => row),
    Date.now(),
  );
  return { lines: read.map((line, at) => ({ ...line, row: judged[at] ?? line.row })), broken: notJson };
}

/** A file that begins with a byte order mark is a file of JSON lines all the same. */
function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return null;
  }
}

async function withDatabase<Result>(where: Place, work: (binding: D1Database) => Promise<Result>) {
  if (where === '--remote') return work(wranglerDatabase(where));
  await readTool('wrangler', ['d1', 'migrations', 'apply', 'DB', where]);
  return withLocalDatabase(join(ROOT, '.wrangler', 'state'), work);
}

async function importPieces(binding: D1Database, all: Line[]): Promise<ImportResult[]> {
  const database = openDatabase(binding, noCost());
  const request = { address: null, userAgent: 'npm run users:import', country: null };
  const imported: ImportResult[] = [];
  for (const piece of piecesOf(all)) {
    const rows = piece.map(({ row }) => row);
    const outcomes = await importRows({ database, nowMs: Date.now(), request }, rows);
    for (const [at, outcome] of outcomes.entries()) report(piece[at]?.number, outcome);
    imported.push(...outcomes);
  }
  return imported;
}

function piecesOf(all: Line[]): Line[][] {
  const pieces: Line[][] = [];
  let bytes = PIECE_BYTES;
  for (const line of all) {
    const size = sizeOf(line.row);
    if (bytes + size > PIECE_BYTES) pieces.push([]);
    bytes = (bytes + size > PIECE_BYTES ? 0 : bytes) + size;
    pieces.at(-1)?.push(line);
  }
  return pieces;
}

/** As SQL: each apostrophe twice; room for what an insert adds. */
function sizeOf(row: ImportRow): number {
  const text = JSON.stringify(row).replaceAll("'", "''");
  return Buffer.byteLength(text) + 200;
}

function report(line: number | undefined, { email, outcome, why }: ImportResult): void {
  console.log(`line ${line}: ${email} ${outcome}${why ? `: ${why}` : ''}`);
}
