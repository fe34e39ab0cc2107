/** The routes that create, read and update one plug. */
import { createRoute } from '@hono/zod-openapi';
import { createPlug } from '../../../core/plugs/create-plug.ts';
import { readPlug } from '../../../core/plugs/read-plug.ts';
import { updatePlug } from '../../../core/plugs/update-plug.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { conditionsOf, readConditions, writeConditions } from '../../../http/entity-tags.ts';
import { limitBody, MAX_PLUG_BODY_BYTES } from '../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyResponse, jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { AppError } from '../../../rules/app-error.ts';
import { readOutcome } from '../../../rules/conditional-request.ts';
import { routeGroup } from '../route-group.ts';
import { plugChanges } from './fields.ts';
import { rejectLossyCustomData } from './reject-lossy-custom-data.ts';
import { renderWithValidators, renderWrittenPlug } from './render-with-headers.ts';
import {
  createPlugBody,
  createPlugExample,
  createPlugHeaders,
  plugIdParam,
  updatePlugBody,
  updatePlugExample,
} from './request-schemas.ts';
import { plugSchema, targetExample } from './response-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes that create, read and update one plug. */
export const plugRoutes = router;

const createPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs',
  operationId: 'createPlug',
  summary: 'Create a plug',
  description:
    'A plug with a company, a job title, and an e-mail address or a primary number becomes a contact; any other plug becomes a target. Both types store all fields that were sent. The body may be up to 384 KiB.',
  middleware: [requireBearer, limitBody(MAX_PLUG_BODY_BYTES)] as const,
  request: { ...jsonBody(createPlugBody, createPlugExample), headers: createPlugHeaders },
  responses: {
    201: jsonResponse(
      plugSchema,
      'The new plug',
      targetExample,
      'Location',
      'ETag',
      'Last-Modified',
      'X-Revision',
    ),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('first_name', 'first_name is required'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'IDEMPOTENCY_KEY_REUSED',
      'PLUG_QUOTA_EXCEEDED',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(
  createPlugRoute,
  async (c) => {
    const body = c.req.valid('json');
    const { ctx } = c.var;
    const sent = { ...plugChanges(body), firstName: body.first_name, lastName: body.last_name ?? '' };
    const headers = c.req.valid('header');
    const idempotencyKey = headers['Idempotency-Key'];
    const written = await createPlug(ctx, { sent, idempotencyKey, conditions: conditionsOf(headers) });
    c.header('Location', `/api/v1/plugs/${written.plug.id}`);
    return c.json(renderWrittenPlug(c, written), 201);
  },
  rejectLossyCustomData,
);

const readPlugRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}',
  operationId: 'readPlug',
  summary: 'Read a plug',
  description:
    'A plug in the trash is not found. If it was merged into another plug that is not in the trash, the response is that plug, and `Content-Location` is the path of that plug.',
  request: { params: plugIdParam, headers: readConditions },
  responses: {
    200: jsonResponse(plugSchema, 'The plug', targetExample, 'ETag', 'Last-Modified', 'Content-Location'),
    304: emptyResponse('The client has the current version', 'ETag', 'Last-Modified', 'Content-Location'),
    ...failures(BEARER_ERRORS, 'NOT_FOUND', 'PRECONDITION_FAILED'),
  },
});

router.openapi(readPlugRoute, async (c) => {
  const { id } = c.req.valid('param');
  const plug = await readPlug(c.var.ctx, { id });
  if (plug.id !== id) c.header('Content-Location', `/api/v1/plugs/${plug.id}`);
  const validators = { etag: plug.etag, modifiedAtMs: plug.updatedAtMs };
  const outcome = readOutcome(conditionsOf(c.req.valid('header')), validators);
  if (outcome === 'failed') throw new AppError('PRECONDITION_FAILED');
  const body = renderWithValidators(c, plug);
  return outcome === 'not_modified' ? c.body(null, 304) : c.json(body, 200);
});

const updatePlugRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/plugs/{id}',
  operationId: 'updatePlug',
  summary: 'Change a plug',
  description:
    'Absent fields stay unchanged, and `null` clears a field. `custom_data` is merged at its top level, where `null` removes a key. The type does not change. To convert a target, use `POST /plugs/{id}/convert`. The body may be up to 384 KiB.',
  middleware: [requireBearer, limitBody(MAX_PLUG_BODY_BYTES)] as const,
  request: {
    ...jsonBody(updatePlugBody, updatePlugExample),
    params: plugIdParam,
    headers: writeConditions,
  },
  responses: {
    200: jsonResponse(
      plugSchema,
      'The plug after the change',
      targetExample,
      'ETag',
      'Last-Modified',
      'X-Revision',
    ),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('email', 'email must be a valid email address'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'MERGED',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(
  updatePlugRoute,
  async (c) => {
    const { id } = c.req.valid('param');
    const conditions = conditionsOf(c.req.valid('header'));
    const changes = plugChanges(c.req.valid('json'));
    const written = await updatePlug(c.var.ctx, { id, changes, conditions });
    return c.json(renderWrittenPlug(c, written), 200);
  },
  rejectLossyCustomData,
);
