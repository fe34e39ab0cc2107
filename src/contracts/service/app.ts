/** The routes of the service itself, for operators and developers. They are not part of a client contract. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readOutbox } from '../../core/notifications/send-email.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { documentNoStore } from '../../http/no-store.ts';
import { jsonResponse } from '../../http/openapi/json-content.ts';
import * as z from '../../http/openapi/zod.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { renderServiceError, serviceFailures } from '../../http/service-errors.ts';
import { AppError } from '../../rules/app-error.ts';
import { pingDatabase } from '../../store/database/database.ts';
import {
  healthExample,
  healthSchema,
  outboxExample,
  outboxSchema,
  type PublicKeys,
  publicKeysExample,
  publicKeysSchema,
  readinessExample,
  readinessSchema,
} from './schemas.ts';

const router = newRouter();
router.onError(renderServiceError);
const shared = { tags: ['Service'], method: 'get' as const };

/**
 * The contract as a sub-app that renders its own errors. It has the routes for health, readiness, public keys and, except
 * in production, stored e-mails. It is mounted last, so it returns 404 for every path that no contract has.
 */
export function serviceContract() {
  const service = newRouter();
  service.onError(renderServiceError);
  service.use(requireHttps);
  service.route('/', router);
  service.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return service;
}

const healthRoute = createRoute({
  ...shared,
  path: '/healthz',
  operationId: 'readHealth',
  summary: 'Check that the service is running',
  description: 'Does not use storage.',
  responses: {
    200: jsonResponse(healthSchema, 'The service is running', healthExample),
    ...serviceFailures(),
  },
});

router.openapi(healthRoute, (c) => c.json({ status: 'ok' as const, version: versionOf(c) }, 200));

const readinessRoute = createRoute({
  ...shared,
  path: '/readyz',
  operationId: 'readReadiness',
  summary: 'Check that the service can process requests',
  description: 'Sends a statement to the database.',
  responses: {
    200: jsonResponse(readinessSchema, 'The service is ready', readinessExample),
    ...serviceFailures('UNAVAILABLE'),
  },
});

router.openapi(readinessRoute, async (c) => {
  await pingDatabase(c.var.ctx.database);
  return c.json({ status: 'ready' as const, version: versionOf(c) }, 200);
});

const publicKeysRoute = createRoute({
  ...shared,
  path: '/.well-known/jwks.json',
  operationId: 'readPublicKeys',
  summary: 'Read the public keys that verify tokens',
  description: 'A JWK set (RFC 7517). It is empty when tokens are signed with a shared secret.',
  responses: {
    200: jsonResponse(publicKeysSchema, 'The keys', publicKeysExample),
    ...serviceFailures(),
  },
});

router.openapi(publicKeysRoute, async (c) => {
  const { publicJwks } = await c.var.ctx.keyRing();
  // All fields of the JWK type are optional. The configuration checks `kty`, `crv` and `x`, and the key ring sets `kid`,
  // `alg` and `use`.
  return c.json(publicJwks as PublicKeys, 200);
});

const outboxRoute = createRoute({
  ...shared,
  path: '/dev/mail',
  operationId: 'readOutbox',
  summary: 'Read the e-mails that were stored instead of sent',
  description:
    'Exists in development and tests only; in production the response is 404. Lists the last 100 e-mails, newest first, as a page, or as JSON for `Accept: application/json`.',
  responses: documentNoStore({
    200: {
      description: 'The e-mails',
      content: {
        'application/json': { schema: outboxSchema, example: outboxExample },
        'text/html': { schema: z.string(), example: '<html lang="en">…</html>' },
      },
    },
    ...serviceFailures('NOT_FOUND', 'UNAVAILABLE'),
  }),
});

/** Responds with JSON. The pages contract, which is mounted earlier, sends a page unless the request accepts JSON. */
router.openapi(outboxRoute, async (c) => {
  const { ctx } = c.var;
  if (ctx.configuration.environment === 'production') throw new AppError('NOT_FOUND');
  return c.json(await readOutbox(ctx), 200);
});

/** Returns the id of the deployed version, or `local` for a worker that was not deployed. */
function versionOf(c: Context<AppEnv>): string {
  return c.env.VERSION?.id || 'local';
}
