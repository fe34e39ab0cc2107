/**
 * `npm run users:import -- <file.jsonl> [--remote]`: imports one account per line, with the fields and rules of
 * `POST /api/v1/admin/users/import`. Prints the outcome of each line. If a line is not JSON, the line is skipped, and
 * the exit code is 1. Empty lines are ignored.
 */
import { existsSync, readFileSync } from 'node:fs';
import {
  countOutcomes,
  type ImportResult,
  type ImportRow,
  importRows,
  validateRows,
} from '../../../core/administration/import-rows.ts';
import { readImportLines } from '../../../http/fields/import-row.ts';
import { noCost } from '../../../rules/cost.ts';
import { openDatabase } from '../../../store/database/database.ts';
import { exitWithError, prepareProcess } from '../tools.ts';
import { locationFrom } from './d1.ts';
import { withDatabase } from './open-database.ts';

/** D1 rejects statements of more than 100,000 bytes, and for a remote database the rows are part of the statement. */
const MAX_BATCH_BYTES = 50_000;

interface Line {
  number: number;
  row: ImportRow;
}

prepareProcess();
const location = locationFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
if (!file || !existsSync(file)) exitWithError('Usage: npm run users:import -- <file.jsonl> [--remote]');
const { lines, invalidCount } = readLines(file);
const results = await withDatabase(location, (binding) => importBatches(binding, lines));
const { created, updated, skipped } = countOutcomes(results);
console.log(`${created} created, ${updated} updated, ${skipped} skipped, ${invalidCount} not JSON`);
process.exitCode = invalidCount > 0 ? 1 : 0;

/** Reads and validates the lines of a file, and prints the number of each line that is not JSON. */
function readLines(path: string): { lines: Line[]; invalidCount: number } {
  const read = readImportLines(readFileSync(path, 'utf8'));
  for (const { number, row } of read) if (!row) console.log(`line ${number}: not JSON`);
  const json = read.flatMap(({ number, row }) => (row ? [{ number, row }] : []));
  const validated = validateRows(
    json.map(({ row }) => row),
    Date.now(),
  );
  return {
    lines: json.map((line, at) => ({ ...line, row: validated[at] ?? line.row })),
    invalidCount: read.length - json.length,
  };
}

async function importBatches(binding: D1Database, all: Line[]): Promise<ImportResult[]> {
  const database = openDatabase(binding, noCost());
  const request = { address: null, userAgent: 'npm run users:import', country: null };
  const imported: ImportResult[] = [];
  for (const batch of batchesOf(all)) {
    const rows = batch.map(({ row }) => row);
    const outcomes = await importRows({ database, nowMs: Date.now(), request }, rows);
    for (const [at, outcome] of outcomes.entries()) report(batch[at]?.number, outcome);
    imported.push(...outcomes);
  }
  return imported;
}

/** Divides the lines into batches of at most `MAX_BATCH_BYTES`. A larger row is a batch of its own. */
function batchesOf(all: Line[]): Line[][] {
  const batches: Line[][] = [];
  let batchBytes = MAX_BATCH_BYTES;
  for (const line of all) {
    const rowBytes = estimatedBytesOf(line.row);
    if (batchBytes + rowBytes > MAX_BATCH_BYTES) batches.push([]);
    batchBytes = (batchBytes + rowBytes > MAX_BATCH_BYTES ? 0 : batchBytes) + rowBytes;
    batches.at(-1)?.push(line);
  }
  return batches;
}

/** The estimated size of a row in SQL: every apostrophe is doubled, and the rest of the insert adds 200 bytes. */
function estimatedBytesOf(row: ImportRow): number {
  const text = JSON.stringify(row).replaceAll("'", "''");
  return Buffer.byteLength(text) + 200;
}

function report(line: number | undefined, { email, outcome, why }: ImportResult): void {
  console.log(`line ${line}: ${email} ${outcome}${why ? `: ${why}` : ''}`);
}
