/** The routes that change the plug with a given e-mail address, number or profile, or create a plug. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type UpsertInput, upsertPlug } from '../../../../core/plugs/duplicates/upsert-plug.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { limitBody, MAX_PLUG_BODY_BYTES } from '../../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../../http/openapi/json-content.ts';
import { routeGroup } from '../../route-group.ts';
import { plugChanges } from '../fields.ts';
import { rejectLossyCustomData } from '../reject-lossy-custom-data.ts';
import { renderWrittenPlug } from '../render-with-headers.ts';
import { updatePlugExample } from '../request-schemas.ts';
import { plugSchema, targetExample } from '../response-schemas.ts';
import {
  matchFields,
  matchOfPath,
  matchParam,
  upsertBody,
  upsertByPathBody,
  upsertExample,
} from './upsert-schemas.ts';

const { router, failures } = routeGroup('plugs');

/** The routes that change or create a plug. They are mounted before `/plugs/{id}`, which also matches `/plugs/by`. */
export const plugUpsertRoutes = router;

const UPSERT_DESCRIPTION =
  'If exactly one plug that is not in the trash matches, it is changed as by `PUT /plugs/{id}`. If none matches, a plug is created with the value of the match; the new plug needs a name, a company, an e-mail address or a number. If several match, nothing is changed. The body must not change the matched value, so that a repeated request finds the same plug. Parallel requests with the same match create one plug.';

const WRITE_HEADERS = ['ETag', 'Last-Modified', 'X-Revision'] as const;

const shared = {
  tags: ['Plugs'],
  security: [{ bearer: [] }],
  method: 'put' as const,
};

const responsesFor = (field: 'match' | 'key') => ({
  200: jsonResponse(plugSchema, 'The plug after the change', targetExample, ...WRITE_HEADERS),
  201: jsonResponse(plugSchema, 'The new plug', targetExample, 'Location', ...WRITE_HEADERS),
  ...failures(
    BEARER_ERRORS,
    BODY_ERRORS,
    wrongField(field, 'match must contain one of email, phone, telegram, linkedin'),
    'DUPLICATE_CONTACT',
    'DUPLICATE_TARGET',
    'PLUG_QUOTA_EXCEEDED',
    'SEVERAL_MATCHES',
  ),
});

const upsertRoute = createRoute({
  ...shared,
  middleware: [requireBearer, limitBody(MAX_PLUG_BODY_BYTES)] as const,
  path: '/plugs/by',
  operationId: 'upsertPlug',
  summary: 'Change or create the plug that matches',
  description: UPSERT_DESCRIPTION,
  request: jsonBody(upsertBody, upsertExample),
  responses: responsesFor('match'),
});

router.openapi(
  upsertRoute,
  async (c) => {
    const { match, ...body } = c.req.valid('json');
    const { plug, status } = await upsertAndRender(c, { match: matchFields(match), sent: plugChanges(body) });
    return c.json(plug, status);
  },
  rejectLossyCustomData,
);

const upsertByPathRoute = createRoute({
  ...shared,
  middleware: [requireBearer, limitBody(MAX_PLUG_BODY_BYTES)] as const,
  path: '/plugs/by/{key}/{value}',
  operationId: 'upsertPlugByPath',
  summary: 'Change or create the plug that matches the path',
  description: UPSERT_DESCRIPTION,
  request: { ...jsonBody(upsertByPathBody, updatePlugExample), params: matchParam },
  responses: responsesFor('key'),
});

router.openapi(
  upsertByPathRoute,
  async (c) => {
    const match = matchOfPath(c.req.valid('param'));
    const { plug, status } = await upsertAndRender(c, { match, sent: plugChanges(c.req.valid('json')) });
    return c.json(plug, status);
  },
  rejectLossyCustomData,
);

/** Runs the upsert, sets the response headers, and returns the body and the status. */
async function upsertAndRender(c: Context<AppEnv>, input: UpsertInput) {
  const { isCreated, ...written } = await upsertPlug(c.get('ctx'), input);
  if (isCreated) c.header('Location', `/api/v1/plugs/${written.plug.id}`);
  return { plug: renderWrittenPlug(c, written), status: isCreated ? (201 as const) : (200 as const) };
}
