/**
 * Converts the statements of `wrangler d1 export`, so that D1 accepts each of them again. The export writes one insert
 * for each row, which can exceed the maximum size of a statement.
 */
import { longTexts, MAX_STATEMENT_BYTES } from './long-texts.ts';
import { withoutTransactionText } from './recorded-statements.ts';

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
