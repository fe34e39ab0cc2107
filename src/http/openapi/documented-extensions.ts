/**
 * Extensions of a route definition: the limits that the route enforces and the lifetimes of the tokens that it issues.
 * The OpenAPI document contains a text with the configured numbers instead of the extensions. The functions only
 * document a route and enforce nothing.
 */
import type { LimitName } from '../../core/request/configuration.ts';
import type { ApiTerms } from '../../rules/sessions/client-type.ts';

export const LIMITS_EXTENSION = 'x-limits';
export const LIFETIMES_EXTENSION = 'x-lifetimes';

/** Documents the limits that a route enforces. */
export function documentLimits(...names: LimitName[]): { [LIMITS_EXTENSION]: LimitName[] } {
  return { [LIMITS_EXTENSION]: names };
}

/** Documents the default lifetimes of the tokens that a route issues. `terms` selects the configured lifetimes. */
export function documentLifetimes(terms: ApiTerms): { [LIFETIMES_EXTENSION]: ApiTerms } {
  return { [LIFETIMES_EXTENSION]: terms };
}
