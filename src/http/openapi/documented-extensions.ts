/**
 * Extensions of a route definition: the limits that the route enforces and the lifetimes of the tokens that it issues.
 * The document replaces them with text that contains the configured numbers.
 */
import type { LimitName } from '../../core/request/configuration.ts';
import type { ApiTerms } from '../../rules/sessions/client-type.ts';

export const LIMITS_EXTENSION = 'x-limits';
export const LIFETIMES_EXTENSION = 'x-lifetimes';

/** The limits that a route enforces. */
export function documentLimits(...names: LimitName[]): { [LIMITS_EXTENSION]: LimitName[] } {
  return { [LIMITS_EXTENSION]: names };
}

/** The terms that define the default lifetimes of the tokens of a route. */
export function documentLifetimes(terms: ApiTerms): { [LIFETIMES_EXTENSION]: ApiTerms } {
  return { [LIFETIMES_EXTENSION]: terms };
}
