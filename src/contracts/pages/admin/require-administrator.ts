/** The access check of the pages of administrators. */
import { createMiddleware } from 'hono/factory';
import { requireRecentAdmin } from '../../../core/credentials/recent-proof.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { AppError } from '../../../rules/app-error.ts';
import { renderSignInRequired } from '../error-pages.tsx';

/**
 * Accepts an administrator whose session began with a password less than 12 hours ago, and sets the variable
 * `administrator`. An administrator with an older session, or with a session that began with Plex, must sign in again.
 * The check takes one round trip to D1, before the body is read and before other statements.
 * @throws AppError `FORBIDDEN` for any other user, and the codes of `requireSession`
 */
export const requireAdministrator = createMiddleware<AppEnv>(async (c, next) => {
  try {
    c.set('administrator', await requireRecentAdmin(c.get('ctx')));
  } catch (error) {
    if (!(error instanceof AppError && error.is('REAUTHENTICATION_REQUIRED'))) throw error;
    return renderSignInRequired(c, 'administration-sign-in');
  }
  return next();
});
