/** The lines and cells of CSV files as this service writes them (RFC 4180). Pure. */
import { isPhoneNumber } from './plugs/phone-number.ts';

/**
 * A cell that is a formula, or would be one without the apostrophes in front of it. A spreadsheet executes a cell that
 * begins with one of these characters as a formula (OWASP, CSV injection).
 */
const GUARDABLE = /^'*[=+\-@\t\r]/;
/** The apostrophe that `guardedCell` has added. */
const GUARDED = /^'(?='*[=+\-@\t\r])/;
/** A phone number can begin with one of these characters, which also begin a formula. */
const SIGN = /^[+-]/;

/** One line of a file. A cell with a separator, a quotation mark or a line break is in quotation marks. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quotedCell).join(',')}\r\n`;
}

/**
 * Adds an apostrophe to a cell that a spreadsheet would execute. A cell in which a formula follows after apostrophes
 * also gets an apostrophe, so that `withoutGuard` always returns the original text. A phone number is not changed,
 * because other products would read a wrong number.
 */
export function guardedCell(text: string): string {
  const isNumber = SIGN.test(text) && isPhoneNumber(text);
  return GUARDABLE.test(text) && !isNumber ? `'${text}` : text;
}

/** Removes the apostrophe that `guardedCell` has added. */
export function withoutGuard(text: string): string {
  return text.replace(GUARDED, '');
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
