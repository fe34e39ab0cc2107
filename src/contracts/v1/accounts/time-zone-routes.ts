/** The routes that set the time zone of the caller's account and list the time zones. */
import { createRoute } from '@hono/zod-openapi';
import { setTimeZone } from '../../../core/accounts/set-time-zone.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { groupTimeZones, listTimeZones } from '../../../rules/accounts/time-zone.ts';
import { routeGroup } from '../route-group.ts';
import {
  timeZoneBody,
  timeZoneExample,
  timeZoneSetExample,
  timeZoneSetSchema,
  timeZonesExample,
  timeZonesSchema,
} from './time-zone-schemas.ts';

const { router, failures } = routeGroup('plugs');
const tags = ['Password and time zone'];

/** The routes for time zones. */
export const timeZoneRoutes = router;

const timeZoneRoute = createRoute({
  method: 'put',
  path: '/auth/timezone',
  operationId: 'setTimeZone',
  summary: 'Set the time zone of the account',
  description:
    'A name in the list of `GET /auth/timezones` is stored as the list spells it. Any other valid name is stored as it was sent, except that the runtime can correct its upper and lower case. Offsets such as `+02:00` are rejected.',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  request: jsonBody(timeZoneBody, timeZoneExample),
  responses: documentNoStore({
    200: jsonResponse(timeZoneSetSchema, 'The stored time zone', timeZoneSetExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('timezone', 'Timezone is required'),
      'TIME_ZONE_UNKNOWN',
    ),
  }),
});

router.openapi(timeZoneRoute, async (c) => {
  const { timezone } = c.req.valid('json');
  const stored = await setTimeZone(c.var.ctx, { timeZone: timezone });
  const message = 'Timezone updated successfully';
  return c.json(
    { message, success: true as const, timezone: stored.timeZone, utc_offset: stored.utcOffset },
    200,
  );
});

const timeZonesRoute = createRoute({
  method: 'get',
  path: '/auth/timezones',
  operationId: 'listTimeZones',
  summary: 'List time zones',
  description:
    'Returns the primary names that the runtime knows, and UTC. Other names can also be set, such as `GMT`, `US/Pacific`, or `Asia/Kolkata`, for which the list has `Asia/Calcutta`.',
  tags,
  responses: documentNoStore({
    200: jsonResponse(timeZonesSchema, 'The sorted list', timeZonesExample),
    ...failures(),
  }),
});

router.openapi(timeZonesRoute, (c) => {
  const zones = listTimeZones();
  return c.json({ common_timezones: zones, grouped_timezones: groupTimeZones(zones) }, 200);
});
