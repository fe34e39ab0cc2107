/**
 * A D1 binding that runs the commands of wrangler, so that statements of the store can run on a remote database. Writes
 * are sent in a file, because other users of this machine can see the arguments of a command. Queries are sent as
 * arguments.
 */
import { type DatabaseLocation, queryAllD1 } from './d1.ts';
import { executeStatements } from './execute-statements.ts';
import { inlineValues, type RecordedStatement, recordingDatabase } from './recorded-statements.ts';

/**
 * Returns the binding. A statement that does not begin with `SELECT` is a write. In a batch, all writes run before all
 * queries, so a batch must have its writes first. The result of a write is empty.
 */
export function wranglerDatabase(location: DatabaseLocation): D1Database {
  return recordingDatabase((statements) => runBatch(location, statements));
}

async function runBatch(location: DatabaseLocation, statements: RecordedStatement[]) {
  const texts = statements.map(({ query, values }) => inlineValues(query, values));
  const writes = texts.filter((text) => !isQuery(text));
  const queries = texts.filter(isQuery);
  if (writes.length > 0) await executeStatements(location, writes);
  const results = queries.length > 0 ? await queryAllD1(location, queries) : [];
  return texts.map((text) => ({ results: results[queries.indexOf(text)] ?? [], meta: {} }));
}

function isQuery(text: string): boolean {
  return /^select /i.test(text);
}
