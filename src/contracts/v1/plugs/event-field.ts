/** The parameter, filter or field `event` of requests about plugs. Events do not exist yet. */
import * as z from '../../../http/openapi/zod.ts';

/**
 * The error of a request that names an event. The event is not ignored, because the request would then have an effect
 * that the caller does not expect.
 */
export const NO_EVENTS_MESSAGE = 'Events are not available yet';

/** Rejects every value except an empty text. The field may be absent. */
export const noEvent = z
  .string(NO_EVENTS_MESSAGE)
  .max(0, NO_EVENTS_MESSAGE)
  .optional()
  .openapi({ description: 'Not available yet. A value is rejected' });
