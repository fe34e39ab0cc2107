/** How large a body may be. Stands inside each contract, so that the refusal is in that contract's words. */
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** Refuses larger bodies with `BODY_TOO_LARGE`; paths that hold one of these parts have its limit, in bytes. */
export function limitBody(larger: Record<string, number> = {}) {
  const limits = Object.entries(larger).map(([part, maxSize]) => ({ part, limit: limitOf(maxSize) }));
  const usual = limitOf(MAX_BODY_BYTES);
  return createMiddleware<AppEnv>((c, next) => {
    const own = limits.find(({ part }) => c.req.path.includes(part));
    return (own?.limit ?? usual)(c, next);
  });
}

function limitOf(maxSize: number) {
  const onError = () => {
    throw new AppError('BODY_TOO_LARGE');
  };
  return bodyLimit({ maxSize, onError });
}
