/** The limits that stand before a route, named where the route is defined; the document tells them in words. */
import type { LimitName } from '../../core/request/configuration.ts';

export const LIMITS_EXTENSION = 'x-limits';

export function documentLimits(...names: LimitName[]): { [LIMITS_EXTENSION]: LimitName[] } {
  return { [LIMITS_EXTENSION]: names };
}
