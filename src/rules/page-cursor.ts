/** Cursors of paged lists: base64url of a JSON array, opaque to clients. Pure. */
import { invalidField } from './app-error.ts';

type CursorValue = string | number | boolean | null;

/** Encodes values as a cursor. */
export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Decodes a cursor and converts its values with `read`. A text that is not a cursor is decoded as an empty array.
 * @param read returns null for values that are invalid for this list, also for an empty array
 * @throws AppError `INVALID_INPUT` on the field `cursor`
 */
export function readCursor<Position>(text: string, read: (values: unknown[]) => Position | null): Position {
  const position = read(valuesOf(text));
  if (position !== null) return position;
  throw invalidField('cursor', 'Invalid cursor');
}

function valuesOf(text: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}
