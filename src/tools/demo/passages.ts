/**
 * The demo passages. The last passage of `FREE_PASSAGES` is the newest: its date is the time of the seed. Each earlier
 * passage is one day older than its successor.
 */

import { v7 as uuid } from 'uuid';
import type { PassageDraft } from '../../core/reading/write-passage.ts';
import { DAY_MS } from '../../rules/durations.ts';
import type { Database, Statement } from '../../store/database/database.ts';
import { insertPassageStatement, passageTotalStatement } from '../../store/reading/passages.ts';
import { replaceQuestionsStatements } from '../../store/reading/questions.ts';
import { FREE_PASSAGES } from './free-passages.ts';
import { PREMIUM_PASSAGES } from './premium-passages.ts';

/** Creates the demo passages if the database contains no free passage. */
export async function ensureDemoPassages(database: Database, nowMs: number): Promise<void> {
  const [totals] = await database.batch([
    passageTotalStatement(database, { accountNumber: null, nowMs }, {}),
  ]);
  if (totals[0]?.total !== 0) return;
  const drafts = [...PREMIUM_PASSAGES, ...FREE_PASSAGES];
  const statements = drafts.flatMap((draft, at) =>
    insertStatements(database, draft, nowMs - (drafts.length - 1 - at) * DAY_MS),
  );
  await database.batch(statements);
}

function insertStatements(
  database: Database,
  { questions, ...fields }: PassageDraft,
  createdAtMs: number,
): Statement[] {
  const id = uuid({ msecs: createdAtMs });
  const rows = questions.map((question, position) => ({ ...question, id: uuid(), passageId: id, position }));
  const times = { createdAtMs, updatedAtMs: createdAtMs };
  return [
    insertPassageStatement(database, { ...fields, ...times, id, questionCount: questions.length }),
    ...replaceQuestionsStatements(id, rows),
  ];
}
