/**
 * `npm run backup [-- --remote]`: writes the rows of the tables to one file with a date in its name. The file contains
 * neither virtual tables, which D1 does not export, nor `EXCLUDED_TABLES`. Statements at the end of the file recompute
 * the counters, and `npm run restore` rebuilds the search index and the keys.
 */
import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { prepareProcess, ROOT, readToolOutput } from '../tools.ts';
import { corrections, restorableStatements } from './backup-statements.ts';
import { type DatabaseLocation, locationFrom, queryAllD1, queryD1 } from './d1.ts';

const FOLDER = '.backups';
/** The tables that a restore creates or recomputes, and the files of imports, which are deleted after an hour. */
const EXCLUDED_TABLES = [
  ...['plug_keys', 'plug_totals', 'plug_counts', 'account_totals', 'd1_migrations'],
  'import_files',
];

prepareProcess();
const location = locationFrom(process.argv);
const file = prepareBackupFile(location);
const tables = await readOrdinaryTables(location);
await exportTables(location, tables, file);
console.log(`Wrote ${tables.length} tables to ${file}: ${tables.join(', ')}.
The file contains password hashes. Store it like a secret.
To restore the file into a database without accounts (migrations, rows, counters, search index, keys):
  npm run restore -- ${file}${location === '--remote' ? ' --remote' : ''}
To rebuild only the search index and the keys:
  npm run search:rebuild${location === '--remote' ? ' -- --remote' : ''}`);

/** The names of the tables to export, in alphabetical order. */
async function readOrdinaryTables(from: DatabaseLocation): Promise<string[]> {
  const rows = await queryD1(
    from,
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'",
  );
  const names = rows.map(({ name }) => String(name)).filter((name) => !/^(sqlite|_cf)_/.test(name));
  return names.filter((name) => !EXCLUDED_TABLES.includes(name)).sort();
}

/**
 * Exports the tables to a temporary file, and writes its statements, their corrections, and the statements of the
 * counters to `output`.
 */
async function exportTables(from: DatabaseLocation, names: string[], output: string): Promise<void> {
  const exported = `${output}.export`;
  // Only the user of this process may read the two files.
  process.umask(0o077);
  try {
    const flags = names.flatMap((name) => ['--table', name]);
    const command = ['d1', 'export', 'DB', from, '--no-schema', '--skip-confirmation', '--output', exported];
    await readToolOutput('wrangler', [...command, ...flags]);
    const corrected = await corrections(names, (queries) => queryAllD1(from, queries));
    await pipeline(
      createReadStream(exported, 'utf8'),
      (chunks: AsyncIterable<string>) => linesOfBackup(chunks, corrected),
      createWriteStream(output),
    );
  } finally {
    await rm(exported, { force: true });
  }
}

async function* linesOfBackup(exported: AsyncIterable<string>, corrected: string[]): AsyncGenerator<string> {
  for await (const statement of restorableStatements(exported)) yield `${statement}\n`;
  for (const statement of corrected) yield `${statement}\n`;
  yield readFileSync(join(ROOT, 'src/tools/cli/database/counters.sql'), 'utf8');
}

/** Creates the backup folder with its own .gitignore, and returns the path of a new file in this folder. */
function prepareBackupFile(from: DatabaseLocation): string {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(join(FOLDER, '.gitignore'), '*\n');
  const moment = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return join(FOLDER, `plugs-${from.slice(2)}-${moment}.sql`);
}
