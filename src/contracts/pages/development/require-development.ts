/** Hides pages that only development and tests need. The page `/dev/mail` has its own check. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../../http/app-env.ts';
import { AppError } from '../../../rules/app-error.ts';

/** Middleware that responds with 404 in production. */
export const requireDevelopment = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('ctx').configuration.environment === 'production') throw new AppError('NOT_FOUND');
  await next();
});
