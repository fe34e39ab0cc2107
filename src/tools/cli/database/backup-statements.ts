/**
 * Converts the statements of `wrangler d1 export`, so that D1 accepts each of them again, and corrects their texts. The
 * export writes one insert for each row, which can exceed the maximum size of a statement.
 */
import { type LongTexts, longTexts, MAX_STATEMENT_BYTES } from './long-texts.ts';
import { literalOf, withoutTransactionText } from './recorded-statements.ts';

/** Shorter texts of a row, in UTF-16 units, stay in its insert. All of them together fit into one statement. */
const MIN_MOVED_LENGTH = 500;
const TEXT_LITERAL = /'[^']*(?:''[^']*)*'/g;

/**
 * Reads the chunks of an export, and returns statements that insert the same rows. No statement is longer than
 * `MAX_STATEMENT_BYTES`.
 */
export async function* restorableStatements(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const exported of statementsOf(chunks)) {
    const statement = exported.replace(TEXT_LITERAL, withoutTransactionText);
    if (Buffer.byteLength(statement) <= MAX_STATEMENT_BYTES) yield statement;
    else yield* withLongTexts(exported);
  }
}

/**
 * Returns statements that correct the texts that the export of `tables` does not represent. The export writes a line
 * feed as `\n`, so in a text that contains both, a restore also turns `\n` into a line feed. The same applies to a
 * carriage return and `\r`. `readAll` runs queries and resolves with the rows of each. A correction changes only a text
 * that the restore has turned into another one in this way, so it does not apply to a row that was written after the
 * export.
 */
export async function corrections(
  tables: string[],
  readAll: (queries: string[]) => Promise<Record<string, unknown>[][]>,
): Promise<string[]> {
  const columns = await readAll(tables.map((table) => `SELECT * FROM pragma_table_info('${table}')`));
  const rows = await readAll(tables.map((table, at) => misreadRowsQuery(table, columns[at] ?? [])));
  const texts = longTexts();
  const updates = tables.flatMap((table, at) => {
    const keys = (columns[at] ?? []).filter(({ pk }) => pk !== 0).map(({ name }) => String(name));
    return (rows[at] ?? []).map((row) => updateOf(table, keys, row, (text) => exactText(text, texts)));
  });
  return updates.length > 0 ? texts.around(updates).map((statement) => `${statement};`) : [];
}

/** The query of the rows with a text that contains a line feed and `\n`, or a carriage return and `\r`. */
function misreadRowsQuery(table: string, columns: Record<string, unknown>[]): string {
  const conditions = columns
    .filter(({ type }) => /^text$/i.test(String(type)))
    .map(({ name }) =>
      [
        `instr("${name}", char(10)) AND instr("${name}", '\\n')`,
        `instr("${name}", char(13)) AND instr("${name}", '\\r')`,
      ].join(' OR '),
    );
  return `SELECT * FROM "${table}" WHERE ${conditions.join(' OR ') || 'false'}`;
}

/** The statement that writes the misread texts of a row. It finds the row by its key and its misread texts. */
function updateOf(
  table: string,
  keys: string[],
  row: Record<string, unknown>,
  expressionOf: (text: string) => string,
): string {
  const values: string[] = [];
  const conditions: string[] = [];
  for (const [name, value] of Object.entries(row)) {
    const restored = typeof value === 'string' ? misread(value) : value;
    const isMisread = typeof value === 'string' && restored !== value;
    if (isMisread) values.push(`"${name}" = ${expressionOf(value)}`);
    if (isMisread) conditions.push(`"${name}" = ${expressionOf(String(restored))}`);
    else if (keys.includes(name)) conditions.push(`"${name}" = ${literalOf(value)}`);
  }
  return `UPDATE "${table}" SET ${values.join(', ')} WHERE ${conditions.join(' AND ')}`;
}

/** The text that the statement of the export inserts. */
function misread(text: string): string {
  const withReturns = text.includes('\r') ? text.replaceAll('\\r', '\r') : text;
  return text.includes('\n') ? withReturns.replaceAll('\\n', '\n') : withReturns;
}

/** An expression with the value of a text. JSON contains neither a line feed nor a carriage return. */
function exactText(text: string, texts: LongTexts): string {
  return `(${texts.add(JSON.stringify(text))} ->> '$')`;
}

/** Moves the longer texts of a statement to statements of their own. */
function withLongTexts(statement: string): string[] {
  const texts = longTexts();
  const shortened = statement.replace(TEXT_LITERAL, (literal) =>
    literal.length < MIN_MOVED_LENGTH
      ? withoutTransactionText(literal)
      : texts.add(literal.slice(1, -1).replaceAll("''", "'")),
  );
  return texts.around([shortened]).map((each) => (each === shortened ? each : `${each};`));
}

/** Divides an export into statements. A statement ends at the end of a line that is not inside a text. */
async function* statementsOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let statement = '';
  let isInText = false;
  for await (const line of linesOf(chunks)) {
    if (line.split("'").length % 2 === 0) isInText = !isInText;
    statement += line;
    if (isInText) {
      statement += '\n';
    } else {
      yield statement;
      statement = '';
    }
  }
}

/** Divides a text at line feeds only: `node:readline` also divides it at other characters that a value can contain. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}
