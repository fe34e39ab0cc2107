/** Middleware for routes whose JSON body is optional. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

const EMPTY_BODY = new Uint8Array(0);

/**
 * Removes the content type of an empty or blank body, so that the route treats the body as absent. Clients omit a body
 * in several ways: without a content type, with `Content-Length: 0`, or with `Content-Type: application/json`.
 */
export const optionalBody = createMiddleware<AppEnv>(async (c, next) => {
  const { raw } = c.req;
  const body = await raw.arrayBuffer();
  const headers = new Headers(raw.headers);
  const isBlank = new TextDecoder().decode(body).trim() === '';
  if (isBlank) headers.delete('Content-Type');
  // A body can be read only once, so the validator reads it from a new request. Hono's `bodyLimit` does the same.
  c.req.raw = new Request(raw, { headers, body: isBlank ? EMPTY_BODY : body });
  await next();
});
