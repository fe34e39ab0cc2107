/** The reasons for which a bulk action could not change some contacts, in the query of a page and in words. */
import type { BulkOutcome } from '../../../../../core/plugs/bulk/change-in-bulk.ts';

const REASONS: Record<string, string> = {
  ALREADY_CONTACT: 'already a contact',
  NOT_CONVERTIBLE: 'a field that a contact needs is missing',
  NOT_FOUND: 'deleted in the meantime',
  INVALID_INPUT: 'too many tags',
  DUPLICATE_CONTACT: 'another contact has the same e-mail address',
  DUPLICATE_TARGET: 'another target has the same name and company',
  UNAVAILABLE: 'changed elsewhere at the same time',
};

/** The codes of the failures, each once, separated by commas. */
export function failureReasons(results: BulkOutcome[]): string {
  return [...new Set(results.flatMap(({ error }) => (error ? [error.code] : [])))].join();
}

/** The end of the sentence that reports the failures. Unknown codes are left out, because people edit URLs. */
export function reasonsInWords(codes: string): string {
  const known = [...new Set(codes.split(','))].filter((code) => Object.hasOwn(REASONS, code));
  return known.length > 0 ? `: ${known.map((code) => REASONS[code]).join(', or ')}` : '';
}
