/**
 * The rate limit over all routes of the contract. The headers of a response contain the state of the limit
 * (draft-ietf-httpapi-ratelimit-headers-06). They are absent if the Durable Object that counts the requests is
 * unavailable, and if the request was rejected because it was not encrypted.
 */
import { createMiddleware } from 'hono/factory';
import { addressLimitOf, addressSubjects, limitExceeded } from '../../core/guards/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';

/**
 * Counts the request for its client address, and rejects it over the limit.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export const contractLimit = createMiddleware<AppEnv>(async (c, next) => {
  const { ctx } = c.var;
  const limit = ctx.configuration.limits.media;
  const subjects = addressSubjects(ctx, limit);
  const { isAllowed, window } = await addressLimitOf(ctx).countCall({
    bucket: 'media',
    subjects,
    isCached: false,
  });
  c.header('RateLimit-Policy', `${limit.max};w=${limit.windowMs / 1000}`);
  c.header('RateLimit-Limit', String(limit.max));
  c.header('RateLimit-Remaining', String(Math.max(0, limit.max - window.count)));
  c.header('RateLimit-Reset', String(secondsUntil(window.resetAtMs, ctx.nowMs, limit.windowMs)));
  if (!isAllowed) throw limitExceeded(ctx, 'media', { window });
  await next();
});
