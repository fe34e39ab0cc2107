/**
 * The origins, apart from the origin of this service, whose pages may call the API. CORS and the origin check of the
 * session cookie use this rule.
 */
import type { Configuration } from '../core/request/configuration.ts';

/** The origin of a page on the developer's machine, on any port. */
const LOCAL_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/**
 * Whether `origin` is listed in `ALLOWED_ORIGINS`. In development, the http origins of `localhost` and `127.0.0.1` are
 * also allowed, on any port.
 */
export function isAllowedOrigin(
  { environment, allowedOrigins }: Pick<Configuration, 'environment' | 'allowedOrigins'>,
  origin: string,
): boolean {
  if (allowedOrigins.includes(origin)) return true;
  return environment === 'development' && LOCAL_ORIGIN.test(origin);
}
