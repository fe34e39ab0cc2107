/** Parameters, headers and bodies of requests about one plug. Unknown fields of a body are ignored. */
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
import { clearableInteger, clearableText, idempotencyKey } from '../fields.ts';

const PHONE_RULE = '7 to 15 digits. Punctuation between them is allowed';
const TAG_RULE = 'Duplicates are removed, ignoring upper and lower case. The order is preserved';
const CUSTOM_DATA_RULE = 'Data of the client: at most 10 KiB of JSON, nested at most 10 levels deep';
/**
 * Replaces a last name that is absent, `null` or blank and not required. A client cannot send this value, because JSON
 * has no symbols.
 */
const NO_LAST_NAME = Symbol('no last name');

const tags = z
  .array(
    singleLine('tags', MAX_LENGTHS.tag)
      .refine((tag) => !isBlank(tag), 'a tag must not be empty')
      .openapi({ minLength: 1, pattern: '\\S' }),
    'tags must be a list of strings',
  )
  .transform(distinctTags)
  .refine((list) => list.length <= MAX_TAGS, `tags must be at most ${MAX_TAGS}`)
  .openapi({
    maxItems: MAX_TAGS,
    description: TAG_RULE,
  });

/** The sent object is used as it is, because a zod object schema would silently drop a key named `__proto__`. */
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

/** The fields that a creation, an update and a conversion accept. */
const sharedFields = {
  email: clearableText(emailAddress('email must be a valid email address')),
  company: clearableText(singleLine('company', MAX_LENGTHS.line)),
  job_title: clearableText(singleLine('job_title', MAX_LENGTHS.line)),
  primary_number: clearableText(phone('primary_number'), PHONE_RULE),
  linkedin_url: clearableText(url('linkedin_url')),
  notes: clearableText(text('notes', MAX_LENGTHS.text)),
  network_type: clearableText(
    singleLine('network_type', MAX_LENGTHS.line),
    'Any text. Suggested values: `new_client`, `existing_client`, `new_partnership`, `existing_partnership`, `vendor`, `investor`, `mentor` and `other`. The default for a new contact is `new_client`',
  ),
  business_type: clearableText(
    singleLine('business_type', MAX_LENGTHS.line),
    'Any text. Suggested values: `health_tech`, `derm_clinic`, `pharma_biotech`, `hospital_health_system`, `wellness_consumer_health`, `cro`, `payer`, `salon` and `other`',
  ),
  connect_reason: clearableText(text('connect_reason', MAX_LENGTHS.text)),
  tags: absentIfBlank(tags, TAG_RULE),
  priority: absentIfBlank(priority),
  hubspot_pipeline_stage: clearableText(singleLine('hubspot_pipeline_stage', MAX_LENGTHS.line)),
  custom_data: absentIfBlank(customData, CUSTOM_DATA_RULE),
  birthday: clearableText(birthday('birthday'), '`YYYY-MM-DD`, or `--MM-DD` if the year is not known'),
  met_at: clearableText(date('met_at'), 'The day of the first meeting, as `YYYY-MM-DD`'),
  met_where: clearableText(singleLine('met_where', MAX_LENGTHS.place), 'The place of the first meeting'),
  telegram_username: clearableText(
    telegramName('telegram_username'),
    'The user name at Telegram. It may begin with `@` or be a `t.me` link; only the name is stored',
  ),
  telegram_user_id: clearableInteger('telegram_user_id', 'The user id at Telegram'),
};

/** The fields that a conversion does not accept, apart from the names. */
const fieldsNotInConversion = {
  secondary_number: clearableText(phone('secondary_number'), PHONE_RULE),
  profile_picture: clearableText(url('profile_picture')),
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
    'A text that the client chooses for each new plug. Repeating a request with its key within 24 hours does not create a second plug, unless the first plug was deleted permanently',
  ),
});

const createFields = z
  .object({
    first_name: requiredLine('first_name', MAX_LENGTHS.name),
    last_name: lastNameOfNewPlug(),
    allow_partial_name: absentIfBlank(
      z.boolean('allow_partial_name must be true or false'),
      'Whether `last_name` may be absent or empty',
    ),
    ...sharedFields,
    ...fieldsNotInConversion,
    priority: absentIfBlank(priority, 'The default is `medium`'),
  })
  .openapi('NewPlug');

/** The last name is required unless `allow_partial_name` is true. */
export const createPlugBody = z.preprocess((sent) => {
  if (!isJsonObject(sent)) return sent;
  const { allow_partial_name: allowsPartialName, last_name: lastName } = sent as Record<string, unknown>;
  if (!isAbsentOrBlank(lastName)) return sent;
  return { ...(sent as object), last_name: allowsPartialName === true ? NO_LAST_NAME : null };
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
    ...sharedFields,
    ...fieldsNotInConversion,
    tags: tags.nullable().optional(),
    priority: priority.nullable().optional().openapi({ description: '`null` means `medium`' }),
    custom_data: customData.nullable().optional(),
  })
  .openapi('PlugChanges');

export const updatePlugExample: z.input<typeof updatePlugBody> = {
  notes: 'Calls back in May',
  custom_data: { source: null },
};

/** The use case of the conversion treats a field that is `null` or blank as a field that was not sent. */
export const convertPlugBody = z.object(sharedFields).openapi('PlugConversion');

export const deletePlugQuery = z.object({
  permanent: booleanParam('permanent', 'Permanently deletes a plug that is in the trash')
    .openapi({ default: false })
    .default(false),
});

export const convertPlugExample: z.input<typeof convertPlugBody> = {
  email: 'alice@acme.example',
  job_title: 'CTO',
};

/** An optional field when a plug is created or converted. `null` and a blank string count as not sent. */
function absentIfBlank<Schema extends z.ZodType>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent) => (isAbsentOrBlank(sent) ? undefined : sent), schema.nullable().optional())
    .optional()
    .openapi({
      description: [...about, '`null` and a blank text mean that the field was not sent'].join('. '),
    });
}

/** The last name in a request that creates a plug. `NO_LAST_NAME` becomes an empty name. */
function lastNameOfNewPlug() {
  const required = requiredLine('last_name', MAX_LENGTHS.name);
  return z
    .unknown()
    .transform((sent, context): string => {
      if (sent === NO_LAST_NAME) return '';
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

/** A name in a partial update. `null` and a blank string clear the name. */
function clearableName(name: string) {
  const message = `${name} is required`;
  return z
    .preprocess(
      (sent) => (isAbsentOrBlank(sent) && sent !== undefined ? '' : sent),
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

function isAbsentOrBlank(sent: unknown): boolean {
  return sent === undefined || sent === null || (typeof sent === 'string' && isBlank(sent));
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
