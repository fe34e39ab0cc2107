/** Parameters and bodies of requests about one plug. Unknown fields of a body are ignored. */
import { writeConditions } from '../../../http/entity-tags.ts';
import {
  birthday,
  date,
  MAX_LENGTHS,
  phone,
  telegramName,
  text,
  url,
} from '../../../http/fields/plug-fields.ts';
import * as z from '../../../http/openapi/zod.ts';
import { booleanParam, emailAddress, requiredLine, singleLine } from '../../../http/wire-fields.ts';
import { customDataProblem, distinctTags, MAX_TAGS, PRIORITIES } from '../../../rules/plugs/plug.ts';
import { isBlank } from '../../../rules/unseen-characters.ts';
import { idempotencyKey, optional, optionalNumber } from '../fields.ts';

const DIGITS = '7 to 15 digits. Punctuation between them is allowed';
const TAG_RULE = 'Duplicates are removed, ignoring upper and lower case. The order is preserved';
const CUSTOM_DATA_RULE = 'Data of the client: at most 10 KiB of JSON, nested at most 10 levels deep';
/** The value of a last name that the request may omit. A symbol cannot occur in JSON. */
const NO_NAME = Symbol('no name');

const tags = z
  .array(
    singleLine('tags', MAX_LENGTHS.tag)
      .refine((tag) => tag !== '', 'a tag must not be empty')
      .openapi({ minLength: 1, pattern: '\\S' }),
    'tags must be a list of strings',
  )
  .transform(distinctTags)
  .refine((list) => list.length <= MAX_TAGS, `tags must be at most ${MAX_TAGS}`)
  .openapi({
    maxItems: MAX_TAGS,
    description: TAG_RULE,
  });

/** The object is returned unchanged. A zod object schema would silently drop a key named `__proto__`. */
const customData = z
  .custom<Record<string, unknown>>(isJsonObject, 'custom_data must be a JSON object')
  .superRefine((data, context) => {
    const message = isJsonObject(data) && customDataProblem(data);
    if (message) context.addIssue({ code: 'custom', message });
  })
  .openapi({
    type: ['object', 'null'],
    additionalProperties: true,
    description: CUSTOM_DATA_RULE,
  });

const priority = z.enum(PRIORITIES, `priority must be one of ${PRIORITIES.join(', ')}`);

const conversionDetails = {
  email: optional(emailAddress('email must be a valid email address')),
  company: optional(singleLine('company', MAX_LENGTHS.line)),
  job_title: optional(singleLine('job_title', MAX_LENGTHS.line)),
  primary_number: optional(phone('primary_number'), DIGITS),
  linkedin_url: optional(url('linkedin_url')),
  notes: optional(text('notes', MAX_LENGTHS.text)),
  network_type: optional(
    singleLine('network_type', MAX_LENGTHS.line),
    'Any text. Suggested values: `new_client`, `existing_client`, `new_partnership`, `existing_partnership`, `vendor`, `investor`, `mentor` and `other`. The default for a new contact is `new_client`',
  ),
  business_type: optional(
    singleLine('business_type', MAX_LENGTHS.line),
    'Any text. Suggested values: `health_tech`, `derm_clinic`, `pharma_biotech`, `hospital_health_system`, `wellness_consumer_health`, `cro`, `payer`, `salon` and `other`',
  ),
  connect_reason: optional(text('connect_reason', MAX_LENGTHS.text)),
  tags: absentIfBlank(tags, TAG_RULE),
  priority: absentIfBlank(priority),
  hubspot_pipeline_stage: optional(singleLine('hubspot_pipeline_stage', MAX_LENGTHS.line)),
  custom_data: absentIfBlank(customData, CUSTOM_DATA_RULE),
  birthday: optional(birthday('birthday'), '`YYYY-MM-DD`, or `--MM-DD` if the year is not known'),
  met_at: optional(date('met_at'), 'The day of the first meeting, as `YYYY-MM-DD`'),
  met_where: optional(singleLine('met_where', MAX_LENGTHS.place), 'The place of the first meeting'),
  telegram_username: optional(
    telegramName('telegram_username'),
    'The user name at Telegram. It may begin with `@` or be a `t.me` link; only the name is stored',
  ),
  telegram_user_id: optionalNumber('telegram_user_id', 'The user id at Telegram'),
};

/** The fields that a conversion does not accept. */
const detailsWithoutConversion = {
  secondary_number: optional(phone('secondary_number'), DIGITS),
  profile_picture: optional(url('profile_picture')),
};

/** An id that is not a UUID is valid here, so that the response is the 404 of an unknown id. */
export const plugIdParam = z.object({
  id: z
    .string()
    .toLowerCase()
    .openapi({ format: 'uuid', description: 'The plug', example: '0199f1a2-7c1e-7000-8000-000000000001' }),
});

export const createPlugHeaders = writeConditions.extend({
  'Idempotency-Key': idempotencyKey(
    'A text that the client chooses for each new plug. Repeating a request with its key within 24 hours does not create a second plug',
  ),
});

const createFields = z
  .object({
    first_name: requiredLine('first_name', MAX_LENGTHS.name),
    last_name: createdLastName(),
    allow_partial_name: absentIfBlank(
      z.boolean('allow_partial_name must be true or false'),
      'Whether `last_name` may be absent or empty',
    ),
    ...conversionDetails,
    ...detailsWithoutConversion,
    priority: absentIfBlank(priority, 'The default is `medium`'),
  })
  .openapi('NewPlug');

/** The last name is required unless the request allows a partial name. */
export const createPlugBody = z.preprocess((sent) => {
  if (!isJsonObject(sent)) return sent;
  const { allow_partial_name: allows, last_name: lastName } = sent as Record<string, unknown>;
  if (!isNothing(lastName)) return sent;
  return { ...(sent as object), last_name: allows === true ? NO_NAME : null };
}, createFields);

export const createPlugExample: z.input<typeof createPlugBody> = {
  first_name: 'Alice',
  last_name: 'Goldsmith',
  company: 'Acme',
  notes: 'Met at the fair',
  business_type: 'health_tech',
  tags: ['fair', 'berlin'],
  priority: 'high',
  custom_data: { source: 'fair' },
  birthday: '--05-17',
  met_at: '2026-11-20',
  met_where: 'Health fair, Berlin',
  telegram_username: 'alice_gold',
  telegram_user_id: 123_456_789,
};

export const updatePlugBody = z
  .object({
    first_name: clearableName('first_name'),
    last_name: clearableName('last_name'),
    ...conversionDetails,
    ...detailsWithoutConversion,
    tags: tags.nullable().optional(),
    priority: priority.nullable().optional().openapi({ description: '`null` means `medium`' }),
    custom_data: customData.nullable().optional(),
  })
  .openapi('PlugChanges');

export const updatePlugExample: z.input<typeof updatePlugBody> = {
  notes: 'Calls back in May',
  custom_data: { source: null },
};

/** In a conversion, `null` and a blank string mean that a field was not sent. */
export const convertPlugBody = z.object(conversionDetails).openapi('PlugConversion');

export const deletePlugQuery = z.object({
  permanent: booleanParam('permanent', 'Permanently deletes a plug that is in the trash')
    .openapi({ default: false })
    .default(false),
});

export const convertPlugExample: z.input<typeof convertPlugBody> = {
  email: 'alice@acme.example',
  job_title: 'CTO',
};

/** An optional field when a plug is created or converted. `null` and a blank string mean that it was not sent. */
function absentIfBlank<Schema extends z.ZodType>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent) => (isNothing(sent) ? undefined : sent), schema.nullable().optional())
    .optional()
    .openapi({ description: [...about, '`null` and a blank text mean that it was not sent'].join('. ') });
}

/** The last name in a request that creates a plug. It has the errors of `requiredLine`, unless it is `NO_NAME`. */
function createdLastName() {
  const required = requiredLine('last_name', MAX_LENGTHS.name);
  return z
    .unknown()
    .transform((sent, context): string => {
      if (sent === NO_NAME) return '';
      const { data = '', error } = required.safeParse(sent);
      for (const { message } of error?.issues ?? []) context.addIssue({ code: 'custom', message });
      return data;
    })
    .optional()
    .openapi({
      type: ['string', 'null'],
      maxLength: MAX_LENGTHS.name,
      description: 'Required unless `allow_partial_name` is `true`',
    });
}

/** A name in a partial update. `null` and a blank string clear it. */
function clearableName(name: string) {
  const message = `${name} is required`;
  return z
    .preprocess(
      (sent) => (isNothing(sent) && sent !== undefined ? '' : sent),
      z.string(message).pipe(singleLine(name, MAX_LENGTHS.name)).optional(),
    )
    .optional()
    .openapi({
      type: ['string', 'null'],
      maxLength: MAX_LENGTHS.name,
      description:
        '`null` and a blank text clear the name. The plug must still have another name, a company, an e-mail address or a number',
    });
}

function isNothing(sent: unknown): boolean {
  return sent === undefined || sent === null || (typeof sent === 'string' && isBlank(sent));
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
