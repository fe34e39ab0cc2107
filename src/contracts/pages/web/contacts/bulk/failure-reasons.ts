/** The reasons why a bulk action could not change some contacts: as codes in the query of a page, and in words. */
import type { BulkOutcome } from '../../../../../core/plugs/bulk/change-in-bulk.ts';

/** The ends of the sentence "2 contacts could not be changed: …", by error code. */
const REASON_TEXTS: Record<string, string> = {
  ALREADY_CONTACT: 'already a contact',
  NOT_CONVERTIBLE: 'a field that a contact needs is missing',
  NOT_FOUND: 'deleted in the meantime',
  MERGED: 'merged into another contact',
  INVALID_INPUT: 'too many tags',
  DUPLICATE_CONTACT: 'another contact has the same e-mail address',
  DUPLICATE_TARGET: 'another target has the same name and company',
  UNAVAILABLE: 'changed elsewhere at the same time',
};

/** Returns the error codes of the failed contacts, each code once, separated by commas. */
export function failureCodes(results: BulkOutcome[]): string {
  return [...new Set(results.flatMap(({ error }) => (error ? [error.code] : [])))].join();
}

/**
 * Returns the end of the sentence that reports the failures, such as ": already a contact, or too many tags". Codes
 * without a text are left out, because `codes` comes from the URL, which a user can edit. Returns an empty text if no
 * code has a text.
 */
export function failuresInWords(codes: string): string {
  const known = [...new Set(codes.split(','))].filter((code) => Object.hasOwn(REASON_TEXTS, code));
  return known.length > 0 ? `: ${known.map((code) => REASON_TEXTS[code]).join(', or ')}` : '';
}
