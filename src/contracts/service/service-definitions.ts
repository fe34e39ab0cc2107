/** The service's own routes, as they are routed and documented. */
import { createRoute, z } from '@hono/zod-openapi';
import { jsonAnswer } from '../../http/openapi/json-content.ts';
import { serviceFailures } from '../../http/service-errors.ts';
import { healthSchema, outboxSchema, publicKeysSchema, readinessSchema } from './schemas.ts';
import { SERVICE_EXAMPLES } from './service-examples.ts';

const shared = { tags: ['Service'], method: 'get' as const };

export const healthRoute = createRoute({
  ...shared,
  path: '/healthz',
  operationId: 'readHealth',
  summary: 'Whether the service runs',
  description: 'Asks nothing of storage.',
  responses: {
    200: jsonAnswer(healthSchema, 'It runs', SERVICE_EXAMPLES.health),
    ...serviceFailures(),
  },
});

export const readinessRoute = createRoute({
  ...shared,
  path: '/readyz',
  operationId: 'readReadiness',
  summary: 'Whether the service can serve',
  description: 'Asks the database, which must answer.',
  responses: {
    200: jsonAnswer(readinessSchema, 'It can', SERVICE_EXAMPLES.readiness),
    ...serviceFailures('UNAVAILABLE'),
  },
});

export const publicKeysRoute = createRoute({
  ...shared,
  path: '/.well-known/jwks.json',
  operationId: 'readPublicKeys',
  summary: 'The public keys of the tokens',
  description: 'A JWK set (RFC 7517); empty where tokens are signed with a shared secret.',
  responses: {
    200: jsonAnswer(publicKeysSchema, 'The keys', SERVICE_EXAMPLES.publicKeys),
    ...serviceFailures(),
  },
});

export const outboxRoute = createRoute({
  ...shared,
  path: '/dev/mail',
  operationId: 'readOutbox',
  summary: 'The mail that was kept instead of sent',
  description:
    'In development and tests, in production it is not found: the last 100 letters, newest first. A page, or JSON for `Accept: application/json`.',
  responses: {
    200: {
      description: 'The letters',
      content: {
        'application/json': { schema: outboxSchema, example: SERVICE_EXAMPLES.keptMail },
        'text/html': { schema: z.string(), example: SERVICE_EXAMPLES.outboxPage },
      },
    },
    ...serviceFailures('NOT_FOUND', 'UNAVAILABLE'),
  },
});
