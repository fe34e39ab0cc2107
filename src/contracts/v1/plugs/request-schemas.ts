/** Parameters and bodies of requests about one plug. Unknown fields of a body are ignored. */
import { z } from '@hono/zod-openapi';
import { emailAddress, requiredLine, singleLine } from '../../../http/wire-fields.ts';
import { customDataProblem, PRIORITIES } from '../../../rules/plugs/plug.ts';
import { optional, phone, text, url } from '../fields.ts';

const MAX_TAGS = 20;
const DIGITS = '7 to 15 digits, with punctuation between them';

const tags = z
  .array(
    singleLine('tags', 50)
      .refine((tag) => tag !== '', 'tags must not hold empty ones')
      .openapi({ minLength: 1, pattern: '\\S' }),
    'tags must be a list of strings',
  )
  .transform((list) => [...new Set(list)])
  .refine((list) => list.length <= MAX_TAGS, `tags must be at most ${MAX_TAGS}`)
  .openapi({ maxItems: MAX_TAGS, description: 'Duplicates are removed; the order is preserved' });

/** The object is passed on unchanged: a zod object schema would silently drop a key named `__proto__`. */
const customData = z
  .custom<Record<string, unknown>>(isJsonObject, 'custom_data must be a JSON object')
  .superRefine((data, context) => {
    const message = isJsonObject(data) && customDataProblem(data);
    if (message) context.addIssue({ code: 'custom', message });
  })
  .openapi({
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'Data of the client: at most 10 KiB of JSON, nested at most 10 levels deep',
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
    'Any text. Suggested values: `new_client`, `existing_client`, `new_partnership`, `existing_partnership`, `vendor`, `investor`, `mentor` and `other`. The default for a new contact is `new_client`',
  ),
  business_type: optional(
    singleLine('business_type', 128),
    'Any text. Suggested values: `health_tech`, `derm_clinic`, `pharma_biotech`, `hospital_health_system`, `wellness_consumer_health`, `cro`, `payer`, `salon` and `other`',
  ),
  connect_reason: optional(text('connect_reason', 10_000)),
  tags: tags.nullable().optional(),
  priority: priority
    .nullable()
    .optional()
    .openapi({ description: '`null` means `medium`, which is also the default for a new plug' }),
  hubspot_pipeline_stage: optional(singleLine('hubspot_pipeline_stage', 128)),
  custom_data: customData.nullable().optional(),
};

const details = {
  ...conversionDetails,
  secondary_number: optional(phone('secondary_number'), DIGITS),
  profile_picture: optional(url('profile_picture')),
};

/** An id that is not a UUID is valid here, so that the response is 404, as for any other unknown id. */
export const plugIdParam = z.object({
  id: z
    .string()
    .toLowerCase()
    .openapi({ format: 'uuid', description: 'The plug', example: '0199f1a2-7c1e-7000-8000-000000000001' }),
});

export const createPlugHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1, 'Idempotency-Key must not be empty')
    .max(255, 'Idempotency-Key must be at most 255 characters')
    .optional()
    .openapi({
      description:
        'A text that the client chooses for each new plug. Repeating a request with its key within 24 hours does not create a second plug',
    }),
});

export const createPlugBody = z
  .object({
    first_name: requiredLine('first_name', 64),
    last_name: requiredLine('last_name', 64),
    ...details,
  })
  .openapi('NewPlug');

export const createPlugExample: z.input<typeof createPlugBody> = {
  first_name: 'Alice',
  last_name: 'Goldsmith',
  company: 'Acme',
  notes: 'Met at the fair',
  business_type: 'health_tech',
  tags: ['fair', 'berlin'],
  priority: 'high',
  custom_data: { source: 'fair' },
};

export const updatePlugHeaders = z.object({
  'If-Match': z
    .string()
    .optional()
    .openapi({ description: 'The `ETag` of the plug as it was read before this change' }),
});

export const updatePlugBody = z
  .object({
    first_name: requiredLine('first_name', 64).optional(),
    last_name: requiredLine('last_name', 64).optional(),
    ...details,
  })
  .openapi('PlugChanges');

export const updatePlugExample: z.input<typeof updatePlugBody> = {
  notes: 'Calls back in May',
  custom_data: { source: null },
};

export const convertPlugBody = z.object(conversionDetails).openapi('PlugConversion');

export const convertPlugExample: z.input<typeof convertPlugBody> = {
  email: 'alice@acme.example',
  job_title: 'CTO',
};

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
