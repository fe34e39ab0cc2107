/** An object's tables as a numbered, append-only list; `user_version` is refused in Durable Objects. */

export interface SchemaStep {
  step: number;
  why: string;
  statements: string[];
}

/** Runs the steps this object has not seen. Synchronous, so it is atomic with the write that follows. */
export function applySchema(sql: SqlStorage, steps: SchemaStep[]): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER PRIMARY KEY)');
  const row = sql.exec('SELECT coalesce(max(step), 0) AS reached FROM schema_steps').one();
  const reached = Number(row.reached);
  for (const { step, statements } of steps.filter((each) => each.step > reached)) {
    for (const statement of statements) sql.exec(statement);
    sql.exec('INSERT INTO schema_steps (step) VALUES (?)', step);
  }
}
