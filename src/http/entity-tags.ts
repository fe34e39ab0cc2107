/** Validators and the header fields of conditional requests (RFC 9110 sections 8.8 and 13.1). */
import type { Conditions } from '../rules/conditional-request.ts';
import * as z from './openapi/zod.ts';

/** The three formats of an HTTP date (RFC 9110 section 5.6.7). */
const HTTP_DATE =
  /^(?:[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/**
 * The conditions of reads and writes. The response is 412 when one of them is false. `If-Unmodified-Since` is ignored
 * if `If-Match` is sent.
 */
const sharedConditions = {
  'If-Match': headerField('The request is rejected with 412 unless one of these is the current `ETag`'),
  'If-Unmodified-Since': headerField(
    'The request is rejected with 412 when the plug was changed after this time',
  ),
};

/** The conditions of a write. */
export const writeConditions = z.object({
  ...sharedConditions,
  'If-None-Match': headerField('The request is rejected with 412 when one of these is the current `ETag`'),
});

/** The conditions of a read. The response is 304 when the client has the current version. */
export const readConditions = z.object({
  ...sharedConditions,
  'If-None-Match': headerField('The response is 304 when one of these is the current `ETag`'),
  'If-Modified-Since': headerField('The response is 304 when the plug was not changed after this time'),
});

/** Parses the conditions of a request. A date that is not an HTTP date is ignored (sections 13.1.3 and 13.1.4). */
export function conditionsOf(
  headers: z.output<typeof writeConditions> & Partial<z.output<typeof readConditions>>,
): Conditions {
  return {
    ifMatch: listedEtags(headers['If-Match'], 'strong'),
    ifNoneMatch: listedEtags(headers['If-None-Match'], 'weak'),
    ifUnmodifiedSinceMs: httpDateMs(headers['If-Unmodified-Since']),
    ifModifiedSinceMs: httpDateMs(headers['If-Modified-Since']),
  };
}

/** A time as an HTTP date, for `Last-Modified`. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

function httpDateMs(value: string | undefined): number | undefined {
  if (value === undefined || !HTTP_DATE.test(value)) return undefined;
  const ms = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}

function headerField(description: string) {
  return z.string().optional().openapi({ description });
}

/** The strong entity tag for an etag: the etag in the double quotes that RFC 9110 section 8.8.3 requires. */
export function strongTag(etag: string): string {
  return `"${etag}"`;
}

/**
 * Returns the etags that a header lists, or undefined if there is no header. `*` is returned unchanged. An invalid tag, a
 * tag that contains `*`, and a weak tag in a strong comparison become an empty text, which matches no etag of this service.
 */
export function listedEtags(header: string | undefined, comparison: 'strong' | 'weak'): string[] | undefined {
  if (header === undefined) return undefined;
  const tags = header.split(',').map((tag) => tag.trim());
  const usable = comparison === 'weak' ? tags.map((tag) => tag.replace(/^W\/"/, '"')) : tags;
  return usable.map((tag) => (tag === '*' ? tag : (/^"([^"*]*)"$/.exec(tag)?.[1] ?? '')));
}

/** Whether the header `If-None-Match` contains this etag or `*`. The response is then 304. */
export function isCurrentForClient(header: string | undefined, etag: string): boolean {
  return listedEtags(header, 'weak')?.some((tag) => tag === '*' || tag === etag) ?? false;
}
