/** `Authorization: Bearer` (RFC 6750). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { authenticate } from '../core/request/authenticate.ts';
import type { AppEnv } from './app-env.ts';

/** The token that was sent, or null. */
export function bearerToken(c: Context<AppEnv>): string | null {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? null;
}

/** Makes the bearer the actor; what D1 says of the session is asked by the verb, with its data. */
export const requireBearer = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  c.set('ctx', { ...ctx, actor: await authenticate(ctx, bearerToken(c)) });
  await next();
});

/** As `requireBearer`, but nobody may stay nobody. A token that was sent and is no good is still refused. */
export const acceptBearer = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  const token = bearerToken(c);
  if (token || c.req.header('Authorization'))
    c.set('ctx', { ...ctx, actor: await authenticate(ctx, token ?? 'none') });
  await next();
});
