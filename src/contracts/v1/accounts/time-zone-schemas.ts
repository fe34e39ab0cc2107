/** Time zones in requests and responses. */
import * as z from '../../../http/openapi/zod.ts';
import { messageSchema } from '../fields.ts';

export const timeZoneBody = z
  .object({
    timezone: z.string('Timezone is required').max(200, 'Timezone is too long').openapi({
      description:
        'The name of an IANA time zone, in upper or lower case. Valid names that are not in the list are accepted too',
    }),
  })
  .openapi('TimeZoneChange');

export const timeZoneExample: z.input<typeof timeZoneBody> = { timezone: 'America/New_York' };

export const timeZoneSetSchema = messageSchema
  .extend({
    timezone: z.string().openapi({ description: 'The stored time zone' }),
    utc_offset: z
      .string()
      .regex(/^[+-]\d{2}:\d{2}$/)
      .openapi({ description: 'The current offset from UTC' }),
  })
  .openapi('TimeZoneSet');

export const timeZoneSetExample: z.input<typeof timeZoneSetSchema> = {
  message: 'Timezone updated successfully',
  success: true,
  timezone: 'America/New_York',
  utc_offset: '-05:00',
};

export const timeZonesSchema = z
  .object({
    common_timezones: z.array(z.string()),
    grouped_timezones: z
      .record(z.string(), z.array(z.string()))
      .openapi({ description: 'Grouped by region, which is the part before the first slash' }),
  })
  .openapi('TimeZones');

export const timeZonesExample: z.input<typeof timeZonesSchema> = {
  common_timezones: ['America/New_York', 'Europe/Berlin', 'UTC'],
  grouped_timezones: { America: ['America/New_York'], Europe: ['Europe/Berlin'], UTC: ['UTC'] },
};
