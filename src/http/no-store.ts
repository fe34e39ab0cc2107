/** Answers that hold tokens are nobody's to keep (RFC 6749 section 5.1). */
import { createMiddleware } from 'hono/factory';
import { headerReferences } from './openapi/documented-headers.ts';

export const noStore = createMiddleware(async (c, next) => {
  await next();
  // `c.header` would make a second response of a finished one.
  c.res.headers.set('Cache-Control', 'no-store');
});

/** The documented answers of a route behind `noStore`. */
export function documentNoStore<Responses extends object>(responses: Responses): Responses {
  const answers = Object.entries(responses as Record<string, { headers?: object }>);
  const noStored = headerReferences(['Cache-Control']);
  const told = answers.map(([status, answer]) => [
    status,
    { ...answer, headers: { ...answer.headers, ...noStored } },
  ]);
  return Object.fromEntries(told) as Responses;
}
