/**
 * Sends statements to D1 in a file, because other users of this machine can see the arguments of a command. Queries are
 * sent as arguments.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type D1Access, type DatabaseLocation, executeFile, queryD1 } from './d1.ts';

/** Returns the access to the local or the remote D1. */
export function d1At(location: DatabaseLocation): D1Access {
  return {
    query: (query) => queryD1(location, query),
    execute: (statements) => executeStatements(location, statements),
  };
}

/** Runs the statements in order in one transaction. The temporary file is also deleted if this fails. */
export async function executeStatements(location: DatabaseLocation, statements: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plugs-'));
  try {
    const file = join(folder, 'statements.sql');
    await writeFile(file, statements.map((statement) => `${statement};\n`).join(''), { mode: 0o600 });
    await executeFile(location, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
