/** One plug at a time: create, read, update, convert, delete, restore, as they are routed and documented. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyAnswer, jsonAnswer, jsonBody, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { conditionalHeaders } from '../../../http/wire-fields.ts';
import { failuresOf } from '../route-group.ts';
import { PLUG_EXAMPLES } from './examples.ts';
import { plugIdParam } from './id.ts';
import { convertPlugBody, createPlugBody, plugSchema, updatePlugBody } from './schemas.ts';

const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('plugs');
const { target, contact, sent, changes, details } = PLUG_EXAMPLES;

const createHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1, 'Idempotency-Key must not be empty')
    .max(255, 'Idempotency-Key must be at most 255 characters')
    .optional()
    .openapi({
      description: 'Of your making, one for each plug: a retry within 24 hours creates nothing again',
    }),
});

export const createPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs',
  operationId: 'createPlug',
  summary: 'Create a plug',
  description:
    'A contact when it has an e-mail address or a primary number, a company and a job title; else a target. Nothing that was sent is dropped on either.',
  request: { ...jsonBody(createPlugBody, sent), headers: createHeaders },
  responses: {
    201: jsonAnswer(plugSchema, 'The new plug', target, 'Location', 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('first_name', 'first_name is required'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'IDEMPOTENCY_KEY_REUSED',
    ),
  },
});

export const readPlugRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}',
  operationId: 'readPlug',
  summary: 'One plug',
  request: { params: plugIdParam, headers: conditionalHeaders },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug', target, 'ETag'),
    304: emptyAnswer('`If-None-Match` holds the current `ETag`', 'ETag'),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  },
});

export const updatePlugRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/plugs/{id}',
  operationId: 'updatePlug',
  summary: 'Change a plug',
  description:
    'Fields that are absent stay, `null` clears. `custom_data` is merged at its top level, where `null` removes a key. The type stays as it is: see convert.',
  request: {
    ...jsonBody(updatePlugBody, changes),
    params: plugIdParam,
    headers: z.object({
      'If-Match': z.string().optional().openapi({ description: 'The revision that this change was made of' }),
    }),
  },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug as it is now', target, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('email', 'email must be a valid email address'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

export const deletePlugRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/plugs/{id}',
  operationId: 'deletePlug',
  summary: 'Put a plug into the trash',
  request: { params: plugIdParam },
  responses: { 204: emptyAnswer('In the trash'), ...failures(BEARER_ERRORS, 'NOT_FOUND') },
});

export const restorePlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/restore',
  operationId: 'restorePlug',
  summary: 'Take a plug out of the trash',
  description: 'One that is not in the trash is answered as it is.',
  request: { params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'Out of the trash', target, 'ETag'),
    ...failures(BEARER_ERRORS, 'DUPLICATE_CONTACT', 'DUPLICATE_TARGET', 'NOT_FOUND'),
  },
});

export const convertPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/convert',
  operationId: 'convertPlug',
  summary: 'Make a target a contact',
  description: 'Takes along what the body adds. Of two converts at once one succeeds.',
  middleware: [requireBearer, optionalBody] as const,
  request: { ...optionalJsonBody(convertPlugBody, details), params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'The contact', contact, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('primary_number', 'primary_number must have 7 to 15 digits'),
      'DUPLICATE_CONTACT',
      'NOT_FOUND',
      'ALREADY_CONTACT',
      'NOT_CONVERTIBLE',
    ),
  },
});
