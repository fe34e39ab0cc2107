/** Plugs, pages of plugs and statistics in responses. */
import * as z from '../../../http/openapi/zod.ts';
import { time } from '../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../rules/plugs/plug.ts';

/**
 * Enumerations with a name in the OpenAPI document. `portable-schemas.ts` replaces an enumeration with the same values
 * by a reference to the named enumeration.
 */
const priority = z.enum(PRIORITIES).openapi('Priority');
const plugType = z.enum(['target', 'contact']).openapi('PlugType');

export const plugSchema = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    plug_type: plugType,
    first_name: z.string(),
    last_name: z.string(),
    full_name: z.string(),
    display_name: z.string(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    job_title: z.string().nullable(),
    primary_number: z.string().nullable(),
    secondary_number: z.string().nullable(),
    linkedin_url: z.string().nullable(),
    profile_picture: z.string().nullable(),
    notes: z.string().nullable(),
    network_type: z.string().nullable(),
    business_type: z.string().nullable(),
    connect_reason: z.string().nullable(),
    tags: z.array(z.string()),
    priority,
    hubspot_pipeline_stage: z.string().nullable(),
    custom_data: z.record(z.string(), z.unknown()),
    birthday: z.string().nullable(),
    met_at: z.iso.date().nullable(),
    met_where: z.string().nullable(),
    telegram_username: z.string().nullable(),
    telegram_user_id: z.int().nullable(),
    is_contact: z.boolean(),
    is_target: z.boolean(),
    is_complete_contact: z.boolean(),
    created_at: time,
    updated_at: time,
    deleted_at: time.nullable(),
    merged_into: z.uuid().nullable().openapi({
      description: 'For a plug in the trash that was merged into another plug: the id of that plug',
    }),
  })
  .openapi('Plug');

export const targetExample: z.input<typeof plugSchema> = {
  id: '0199f1a2-7c1e-7000-8000-000000000001',
  user_id: '0199f1a2-0000-7000-8000-0000000000aa',
  plug_type: 'target',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  full_name: 'Alice Goldsmith',
  display_name: 'Alice Goldsmith',
  email: null,
  company: 'Acme',
  job_title: null,
  primary_number: null,
  secondary_number: null,
  linkedin_url: null,
  profile_picture: null,
  notes: 'Met at the fair',
  network_type: null,
  business_type: 'health_tech',
  connect_reason: null,
  tags: ['fair', 'berlin'],
  priority: 'high',
  hubspot_pipeline_stage: null,
  custom_data: { source: 'fair' },
  birthday: '--05-17',
  met_at: '2026-11-20',
  met_where: 'Health fair, Berlin',
  telegram_username: 'alice_gold',
  telegram_user_id: 123_456_789,
  is_contact: false,
  is_target: true,
  is_complete_contact: false,
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: '2026-11-21T09:30:00.000Z',
  deleted_at: null,
  merged_into: null,
};

export const contactExample: z.input<typeof plugSchema> = {
  ...targetExample,
  plug_type: 'contact',
  email: 'alice@acme.example',
  job_title: 'CTO',
  network_type: 'new_client',
  is_contact: true,
  is_target: false,
  is_complete_contact: true,
  updated_at: '2026-11-22T08:00:00.000Z',
};

export const plugPageSchema = z
  .object({
    items: z.array(plugSchema),
    total: z.int(),
    page: z.int(),
    per_page: z.int(),
    pages: z.int(),
    has_next: z.boolean(),
    has_prev: z.boolean(),
    next_cursor: z.string().nullable().optional(),
  })
  .openapi('PlugPage');

/** A page of search results, which has no cursor. */
export const searchPageExample: z.input<typeof plugPageSchema> = {
  items: [targetExample],
  total: 120,
  page: 1,
  per_page: 1,
  pages: 120,
  has_next: true,
  has_prev: false,
};

export const plugPageExample: z.input<typeof plugPageSchema> = {
  ...searchPageExample,
  next_cursor: 'b3BhcXVl',
};

const isoWeek = z
  .string()
  .regex(/^\d{4}-W\d{2}$/)
  .openapi({ description: 'A week of ISO 8601 in UTC, from Monday to Sunday', example: '2026-W48' });

const countsByValue = z.record(z.string(), z.int());

export const statisticsSchema = z
  .object({
    total_plugs: z.int(),
    total_targets: z.int(),
    total_contacts: z.int(),
    by_priority: countsByValue,
    by_business_type: countsByValue,
    by_network_type: countsByValue,
    by_tag: countsByValue,
    recent_conversions: z.int(),
    truncated: z.array(z.enum(['by_business_type', 'by_network_type', 'by_tag'])),
    weeks: z
      .array(z.object({ week: isoWeek, created: z.int(), converted: z.int() }))
      .optional()
      .openapi({
        description:
          'The last 53 weeks, oldest first. Present only with `series=week`. Counts the plugs that were created and the conversions in each week. A later deletion or undo does not change the counts',
      }),
  })
  .openapi('PlugStatistics');

export const statisticsExample: z.input<typeof statisticsSchema> = {
  total_plugs: 120,
  total_targets: 90,
  total_contacts: 30,
  by_priority: { low: 10, medium: 80, high: 25, urgent: 5 },
  by_business_type: { health_tech: 40 },
  by_network_type: { new_client: 30 },
  by_tag: { fair: 12, berlin: 7 },
  recent_conversions: 4,
  truncated: ['by_tag'],
  weeks: [{ week: '2026-W48', created: 3, converted: 1 }],
};
