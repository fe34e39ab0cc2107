/** Responses that contain tokens must not be cached (RFC 6749 section 5.1). */
import { createMiddleware } from 'hono/factory';
import { headerReferences } from './openapi/documented-headers.ts';

/** Middleware that sets `Cache-Control: no-store`. */
export const noStore = createMiddleware(async (c, next) => {
  await next();
  // `c.header` would create a second response from the completed one.
  c.res.headers.set('Cache-Control', 'no-store');
});

/** Documents `Cache-Control: no-store` for every response of a route. A middleware must set the header. */
export function documentNoStore<Responses extends object>(responses: Responses): Responses {
  const entries = Object.entries(responses as Record<string, { headers?: object }>);
  const cacheControl = headerReferences(['Cache-Control']);
  const documented = entries.map(([status, response]) => [
    status,
    { ...response, headers: { ...response.headers, ...cacheControl } },
  ]);
  return Object.fromEntries(documented) as Responses;
}
