/** Whose lifetimes the tokens of a route have, named where the route is defined; the document tells them in numbers. */
import type { DefaultTerms } from '../../rules/sessions/client-type.ts';

export const LIFETIMES_EXTENSION = 'x-lifetimes';

/** The extension of an operation that documents the lifetimes of the tokens that it issues. */
export function documentLifetimes(terms: DefaultTerms): { [LIFETIMES_EXTENSION]: DefaultTerms } {
  return { [LIFETIMES_EXTENSION]: terms };
}
