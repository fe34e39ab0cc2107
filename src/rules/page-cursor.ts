/** Cursors of paged lists: opaque to clients, base64url of a JSON array. Pure. */
import { AppError } from './app-error.ts';

type CursorValue = string | number | boolean | null;

/** The cursor that carries these values. */
export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * What a cursor carries, as `read` finds it in the array of values.
 * @param read returns null for values that no cursor of this list carries
 * @throws AppError `INVALID_INPUT` on the field `cursor`
 */
export function readCursor<Position>(text: string, read: (values: unknown[]) => Position | null): Position {
  const position = read(valuesOf(text));
  if (position !== null) return position;
  throw new AppError('INVALID_INPUT', { problems: [{ field: 'cursor', message: 'Invalid cursor' }] });
}

function valuesOf(text: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}
