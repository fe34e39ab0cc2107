/** Middleware for blank query parameters, which v1 treats as absent. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { isBlank } from '../../rules/unseen-characters.ts';

/** Removes query parameters without a visible value. Forms send a parameter for each empty field. */
export const withoutBlankQueryValues = createMiddleware<AppEnv>(async (c, next) => {
  const url = new URL(c.req.url);
  const all = [...url.searchParams];
  const given = all.filter(([, value]) => !isBlank(value));
  if (given.length < all.length) {
    url.search = new URLSearchParams(given).toString();
    c.req.raw = new Request(url, c.req.raw);
  }
  await next();
});
