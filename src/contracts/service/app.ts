/** What operators and developers ask of the service itself. */
import type { Context } from 'hono';
import { readOutbox } from '../../core/notifications/send-email.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { newRouter } from '../../http/router.ts';
import { renderServiceError } from '../../http/service-errors.ts';
import { AppError } from '../../rules/app-error.ts';
import { pingDatabase } from '../../store/database/database.ts';
import { mailPage } from './mail-page.tsx';
import type { PublicKeys } from './schemas.ts';
import { healthRoute, outboxRoute, publicKeysRoute, readinessRoute } from './service-definitions.ts';

/** Health, readiness, public keys, and in development the mail that was kept. */
export function serviceContract() {
  const service = newRouter();
  service.onError(renderServiceError);
  service.openapi(healthRoute, (c) => c.json({ status: 'ok' as const, version: versionOf(c) }, 200));
  service.openapi(readinessRoute, async (c) => {
    await pingDatabase(c.var.ctx.database);
    return c.json({ status: 'ready' as const, version: versionOf(c) }, 200);
  });
  service.openapi(publicKeysRoute, async (c) => {
    const { publicJwks } = await c.var.ctx.keyRing();
    // The type of a JWK leaves open what the configuration has been checked for.
    return c.json(publicJwks as PublicKeys, 200);
  });
  service.openapi(outboxRoute, async (c) => {
    const { ctx } = c.var;
    if (ctx.configuration.environment === 'production') throw new AppError('NOT_FOUND');
    const letters = await readOutbox(ctx);
    return c.req.header('Accept')?.includes('application/json')
      ? c.json(letters, 200)
      : c.html(mailPage(letters), 200);
  });
  service.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return service;
}

/** The deployed version; a worker that was never deployed is `local`. */
function versionOf(c: Context<AppEnv>): string {
  return c.env.VERSION?.id || 'local';
}
