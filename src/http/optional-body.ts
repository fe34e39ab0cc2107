/** Clients that always say `Content-Type: application/json` say it of nothing, too. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

/** Hono keeps promises of bodies here, whatever its types say. */
const EMPTY_OBJECT = Promise.resolve('{}') as unknown as string;

/** On routes whose body is optional, an empty one is an empty object. */
export const optionalBody = createMiddleware<AppEnv>(async (c, next) => {
  const text = await c.req.text();
  if (text.trim() === '') c.req.bodyCache.text = EMPTY_OBJECT;
  await next();
});
