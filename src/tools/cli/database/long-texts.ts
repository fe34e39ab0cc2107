/** Texts that are too long for one statement are inserted into a table in parts, from which a statement reads them. */
import { literalOf } from './recorded-statements.ts';

/** D1 rejects longer statements. */
export const MAX_STATEMENT_BYTES = 100_000;
/** The maximum length of a part, in code points of at most four bytes each. */
export const MAX_PART_LENGTH = 10_000;

export interface LongTexts {
  /** Adds a text, and returns the SQL expression that replaces its literal in a statement. */
  add(text: string): string;
  /** The statements that insert the texts that were added, then `statements`, and then the removal of the texts. */
  around(statements: string[]): string[];
}

/** Collects the long texts of statements that run in one transaction. */
export function longTexts(): LongTexts {
  const inserts: string[] = [];
  let count = 0;
  return {
    add(text) {
      const id = count;
      count += 1;
      inserts.push(
        ...partsOf(text).map((part) => `INSERT INTO long_texts VALUES (${id}, ${literalOf(part)})`),
      );
      return `(SELECT group_concat(part, '') FROM long_texts WHERE text_id = ${id})`;
    },
    around: (statements) => [
      'DROP TABLE IF EXISTS long_texts',
      'CREATE TABLE long_texts (text_id INTEGER, part TEXT)',
      ...inserts,
      ...statements,
      'DROP TABLE long_texts',
    ],
  };
}

/** Divides a text into parts of at most `MAX_PART_LENGTH` code points, so that no surrogate pair is divided. */
function partsOf(text: string): string[] {
  return text.match(new RegExp(`.{1,${MAX_PART_LENGTH}}`, 'gsu')) ?? [];
}
