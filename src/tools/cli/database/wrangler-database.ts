/**
 * D1 as a binding that works through wrangler's commands, so that the store's own statements reach a remote database.
 * What is written goes by file, since other users of this machine can see a command; what is asked may be seen.
 */
import { type Place, queryAllD1 } from './d1.ts';
import { executeStatements } from './execute-statements.ts';
import { writtenOut } from './recorded-statements.ts';

interface Bound {
  query: string;
  values: unknown[];
}

/** Batches whose writes all come before what they ask; a write's own answer is not told. */
export function wranglerDatabase(place: Place): D1Database {
  const binding = {
    prepare: (query: string) => ({ bind: (...values: unknown[]): Bound => ({ query, values }) }),
    batch: (statements: Bound[]) => runBatch(place, statements),
  };
  return binding as unknown as D1Database;
}

async function runBatch(place: Place, statements: Bound[]) {
  const texts = statements.map(({ query, values }) => writtenOut(query, values));
  const writes = texts.filter((text) => !isQuestion(text));
  const questions = texts.filter(isQuestion);
  if (writes.length > 0) await executeStatements(place, writes);
  const answers = await queryAllD1(place, questions);
  return texts.map((text) => ({ results: answers[questions.indexOf(text)] ?? [], meta: {} }));
}

function isQuestion(text: string): boolean {
  return /^select /i.test(text);
}
