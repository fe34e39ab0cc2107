/** The origin check of requests to the API that use a session cookie (OWASP, CSRF). */
import type { Context } from 'hono';
import { isAllowedOrigin } from '../allowed-origins.ts';
import type { AppEnv } from '../app-env.ts';

/**
 * Whether a request comes from the origin of this service or from an allowed origin. A request without `Origin` is
 * trusted only with `Sec-Fetch-Site: same-origin`. The origin of this service is the origin of the configured public
 * URL. In development, or without a public URL, it is the origin of the request URL, because the worker is then reached
 * under several names, such as `localhost` and `127.0.0.1`.
 */
export function isTrustedOrigin(c: Context<AppEnv>): boolean {
  const { configuration } = c.get('ctx');
  const { environment, publicUrl } = configuration;
  const ownOrigin = new URL(environment === 'development' ? c.req.url : (publicUrl ?? c.req.url)).origin;
  const origin = c.req.header('Origin');
  if (origin !== undefined) return origin === ownOrigin || isAllowedOrigin(configuration, origin);
  return c.req.header('Sec-Fetch-Site') === 'same-origin';
}
