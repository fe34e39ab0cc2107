/** Plugs on the wire: a closed list of accepted fields, written by hand so that tables may differ. */
import { z } from '@hono/zod-openapi';
import { emailAddress, requiredLine, singleLine, time } from '../../../http/wire-fields.ts';
import { customDataProblem, type PlugChanges, PRIORITIES } from '../../../rules/plugs/plug.ts';
import { optional, phone, text, url } from '../fields.ts';

const MAX_TAGS = 20;
const DIGITS = '7 to 15 digits, and punctuation between them';

const tags = z
  .array(
    singleLine('tags', 50)
      .refine((tag) => tag !== '', 'tags must not hold empty ones')
      .openapi({ minLength: 1, pattern: '\\S' }),
    'tags must be a list of strings',
  )
  .transform((list) => [...new Set(list)])
  .refine((list) => list.length <= MAX_TAGS, `tags must be at most ${MAX_TAGS}`)
  .openapi({ maxItems: MAX_TAGS, description: 'Deduplicated, the order kept' });

/** Kept by reference: zod would drop a key named `__proto__` without a word. */
const customData = z
  .custom<Record<string, unknown>>(isJsonObject, 'custom_data must be a JSON object')
  .superRefine((data, context) => {
    const message = isJsonObject(data) && customDataProblem(data);
    if (message) context.addIssue({ code: 'custom', message });
  })
  .openapi({
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'Yours: at most 10 KiB of JSON, at most 10 deep',
  });

const priority = z.enum(PRIORITIES, `priority must be one of ${PRIORITIES.join(', ')}`);

const conversionDetails = {
  email: optional(emailAddress('email must be a valid email address')),
  company: optional(singleLine('company', 128)),
  job_title: optional(singleLine('job_title', 128)),
  primary_number: optional(phone('primary_number'), DIGITS),
  linkedin_url: optional(url('linkedin_url')),
  notes: optional(text('notes', 10_000)),
  network_type: optional(
    singleLine('network_type', 128),
    'Any; suggested are `new_client`, `existing_client`, `new_partnership`, `existing_partnership`, `vendor`, `investor`, `mentor` and `other`. A new contact that has none is a `new_client`',
  ),
  business_type: optional(
    singleLine('business_type', 128),
    'Any; suggested are `health_tech`, `derm_clinic`, `pharma_biotech`, `hospital_health_system`, `wellness_consumer_health`, `cro`, `payer`, `salon` and `other`',
  ),
  connect_reason: optional(text('connect_reason', 10_000)),
  tags: tags.nullable().optional(),
  priority: priority
    .nullable()
    .optional()
    .openapi({ description: '`medium` for `null`, and when a new plug has none' }),
  hubspot_pipeline_stage: optional(singleLine('hubspot_pipeline_stage', 128)),
  custom_data: customData.nullable().optional(),
};

const details = {
  ...conversionDetails,
  secondary_number: optional(phone('secondary_number'), DIGITS),
  profile_picture: optional(url('profile_picture')),
};

export const createPlugBody = z.object({
  first_name: requiredLine('first_name', 64),
  last_name: requiredLine('last_name', 64),
  ...details,
});

export const updatePlugBody = z.object({
  first_name: requiredLine('first_name', 64).optional(),
  last_name: requiredLine('last_name', 64).optional(),
  ...details,
});

export const convertPlugBody = z.object(conversionDetails);

export const plugSchema = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    plug_type: z.enum(['target', 'contact']),
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
    priority: z.enum(PRIORITIES),
    hubspot_pipeline_stage: z.string().nullable(),
    custom_data: z.record(z.string(), z.unknown()),
    is_contact: z.boolean(),
    is_target: z.boolean(),
    is_complete_contact: z.boolean(),
    created_at: time,
    updated_at: time,
    deleted_at: time.nullable(),
  })
  .openapi('Plug');

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

const counts = z.record(z.string(), z.int());

export const statisticsSchema = z
  .object({
    total_plugs: z.int(),
    total_targets: z.int(),
    total_contacts: z.int(),
    by_priority: counts,
    by_business_type: counts,
    by_network_type: counts,
    by_tag: counts,
    recent_conversions: z.int(),
  })
  .openapi('PlugStatistics');

/** A body's fields under the names the core uses. */
export function plugChanges(body: z.output<typeof updatePlugBody>): PlugChanges {
  return {
    firstName: body.first_name,
    lastName: body.last_name,
    email: body.email,
    company: body.company,
    jobTitle: body.job_title,
    primaryNumber: body.primary_number,
    secondaryNumber: body.secondary_number,
    linkedinUrl: body.linkedin_url,
    profilePicture: body.profile_picture,
    notes: body.notes,
    networkType: body.network_type,
    businessType: body.business_type,
    connectReason: body.connect_reason,
    tags: body.tags,
    priority: body.priority,
    hubspotPipelineStage: body.hubspot_pipeline_stage,
    customData: body.custom_data,
  };
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
