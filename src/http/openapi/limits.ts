/** The limits that stand before a route, named where the route is defined; the document tells them in words. */
import type { LimitName } from '../../core/request/configuration.ts';

export const LIMITS_EXTENSION = 'x-limits';

/** The extension of an operation that documents its rate limits by name. */
export function documentLimits(...names: LimitName[]): { [LIMITS_EXTENSION]: LimitName[] } {
  return { [LIMITS_EXTENSION]: names };
}
