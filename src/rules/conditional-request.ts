/** Conditional requests (RFC 9110 section 13) on a resource that exists. Pure. */

/** The conditions of a request; undefined where a header was not sent or must be ignored. */
export interface Conditions {
  /** Etags for a strong comparison. `*` matches any etag. */
  ifMatch?: string[] | undefined;
  /** Etags for a weak comparison. `*` matches any etag. */
  ifNoneMatch?: string[] | undefined;
  ifUnmodifiedSinceMs?: number | undefined;
  ifModifiedSinceMs?: number | undefined;
}

/** The validators with which a resource is compared. */
export interface Validators {
  etag: string;
  modifiedAtMs: number;
}

const SECOND_MS = 1000;

/** Whether the preconditions of a request hold. They are evaluated in the order of section 13.2.2. */
export function preconditionsHold(conditions: Conditions, { etag, modifiedAtMs }: Validators): boolean {
  const { ifMatch, ifNoneMatch, ifUnmodifiedSinceMs } = conditions;
  const isUnchanged = ifMatch
    ? contains(ifMatch, etag)
    : ifUnmodifiedSinceMs === undefined || wholeSecond(modifiedAtMs) <= ifUnmodifiedSinceMs;
  return isUnchanged && !(ifNoneMatch && contains(ifNoneMatch, etag));
}

/** The outcome of a read: the representation, `not_modified` (304) or `failed` (412). */
export function readOutcome(
  conditions: Conditions,
  validators: Validators,
): 'representation' | 'not_modified' | 'failed' {
  const { ifNoneMatch, ifModifiedSinceMs } = conditions;
  if (!preconditionsHold({ ...conditions, ifNoneMatch: undefined }, validators)) return 'failed';
  const isKnown = ifNoneMatch
    ? contains(ifNoneMatch, validators.etag)
    : ifModifiedSinceMs !== undefined && wholeSecond(validators.modifiedAtMs) <= ifModifiedSinceMs;
  return isKnown ? 'not_modified' : 'representation';
}

/**
 * Whether an action on a resource without validators is allowed. The resource matches no entity tag, but it matches
 * `*`, because it exists.
 */
export function allowsAction({ ifMatch, ifNoneMatch }: Conditions): boolean {
  return (!ifMatch || ifMatch.includes('*')) && !ifNoneMatch?.includes('*');
}

function contains(tags: string[], etag: string): boolean {
  return tags.includes('*') || tags.includes(etag);
}

/** HTTP dates have a resolution of one second (section 5.6.7). */
function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
