/** The parameter, filter or field `event` of requests about plugs. Events do not exist yet. */
import * as z from '../../../http/openapi/zod.ts';

/** The error of every request that names an event. Without the event, the request would apply to other plugs. */
export const NO_EVENTS = 'Events are not available yet';

/** Rejects every value except an empty text. */
export const noEvent = z
  .string(NO_EVENTS)
  .max(0, NO_EVENTS)
  .optional()
  .openapi({ description: 'Not available yet. A value is rejected' });
