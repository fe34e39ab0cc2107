/** Clients send nothing in several ways: with `Content-Type: application/json`, without a type, with a length of 0. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

/** Hono keeps promises of bodies here, whatever its types say. */
const EMPTY_OBJECT = Promise.resolve('{}') as unknown as string;
/** By these bytes it is judged whether there is a body that would need a type. */
const NOTHING = Promise.resolve(new ArrayBuffer(0)) as unknown as ArrayBuffer;

/** On routes whose body is optional, an empty one is an empty object. */
export const optionalBody = createMiddleware<AppEnv>(async (c, next) => {
  const text = await c.req.text();
  if (text.trim() === '') {
    c.req.bodyCache.text = EMPTY_OBJECT;
    c.req.bodyCache.arrayBuffer = NOTHING;
  }
  await next();
});
