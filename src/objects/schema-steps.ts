/**
 * The tables of a Durable Object as numbered, append-only steps. The table `schema_steps` stores the last step that has
 * run, because Durable Objects do not support `user_version` of SQLite.
 */

export interface SchemaStep {
  step: number;
  /** What the step is for. Not used by the code. */
  purpose: string;
  statements: string[];
}

/**
 * Runs the steps that this object has not run yet. `steps` must be in ascending order. The function is synchronous, so
 * the steps are atomic with the write that follows.
 */
export function applySchema(sql: SqlStorage, steps: SchemaStep[]): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER PRIMARY KEY)');
  const row = sql.exec('SELECT coalesce(max(step), 0) AS reached FROM schema_steps').one();
  const reached = Number(row.reached);
  const pending = steps.filter(({ step }) => step > reached);
  for (const statement of pending.flatMap(({ statements }) => statements)) sql.exec(statement);
  const last = pending.at(-1);
  if (last) sql.exec('INSERT INTO schema_steps (step) VALUES (?)', last.step);
}
