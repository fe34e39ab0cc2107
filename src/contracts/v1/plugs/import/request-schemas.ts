/** The parameters of requests for imports, and the body of an import in the OpenAPI document. */
import type { ColumnMapping } from '../../../../core/plugs/exchange/csv/mapping.ts';
import { MAX_FILE_BYTES } from '../../../../core/plugs/exchange/uploaded-file.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { booleanParam, cleanLine, integerParam } from '../../../../http/wire-fields.ts';
import { MAX_TAG_LENGTH } from '../../../../rules/plugs/fields/stored-form.ts';
import { distinctTags, MAX_TAGS } from '../../../../rules/plugs/plug.ts';
import { idempotencyKey } from '../../fields.ts';
import { noEvent } from '../event-field.ts';

const EXAMPLE_IMPORT_ID = '0199f1a2-7c1e-7000-8000-00000000000a';
const ON_DUPLICATE_VALUES = ['skip', 'update', 'create'] as const;
/** The maximum length of the parameter with all tags and commas, in UTF-16 code units. */
const MAX_TAG_LIST_LENGTH = 2_000;
const MAX_MAPPING_LENGTH = 100_000;
const MAX_CURSOR_LENGTH = 200;
const INVALID_MAPPING_MESSAGE = 'mapping must be a JSON object of column names and field names';

const tags = z
  .string('tags may be given once')
  .max(MAX_TAG_LIST_LENGTH, `tags must be at most ${MAX_TAG_LIST_LENGTH} characters`)
  .transform((text) => distinctTags(text.split(',').map(cleanLine).filter(Boolean)))
  .refine((list) => list.length <= MAX_TAGS, `tags must be at most ${MAX_TAGS}`)
  .refine((list) => list.every(isValidTag), `tags must be at most ${MAX_TAG_LENGTH} characters each`)
  .openapi({
    type: 'string',
    maxLength: MAX_TAG_LIST_LENGTH,
    description: 'Tags for every entry of the file, separated by commas',
  });

const mapping = z
  .string('mapping may be given once')
  .max(MAX_MAPPING_LENGTH, INVALID_MAPPING_MESSAGE)
  .transform((text, context): ColumnMapping => {
    const parsed = parseMapping(text);
    if (parsed === null) context.addIssue({ code: 'custom', message: INVALID_MAPPING_MESSAGE });
    return parsed ?? {};
  })
  .openapi({
    type: 'string',
    maxLength: MAX_MAPPING_LENGTH,
    description:
      'A JSON object whose names are columns of a CSV file and whose values are their fields: `full_name`, `custom_data.KEY`, a field of a plug other than `custom_data`, or `null` to skip the column. The first two numbers of a row become `primary_number` and `secondary_number`, whichever of these fields is named. Other columns are recognised by their names',
    example: '{"Firma": "company", "Size": null}',
  });

export const importQuery = z.object({
  dry_run: booleanParam('dry_run', 'Returns the report and writes nothing').default(false),
  on_duplicate: z
    .enum(ON_DUPLICATE_VALUES, `on_duplicate must be one of ${ON_DUPLICATE_VALUES.join(', ')}`)
    .default('skip')
    .openapi({
      description:
        'What happens to an entry that describes the same person as a plug or an earlier entry: `skip` does not import it, `update` fills the empty fields of the plug and adds tags and custom data, and `create` creates another plug unless the e-mail address, or the name and the company, are the same',
    }),
  tags: tags.optional(),
  mapping: mapping.optional(),
  event: noEvent,
});

export const importHeaders = z.object({
  'Idempotency-Key': idempotencyKey(
    'A text that the client chooses for each new import. Repeating a request with its key within 24 hours returns the first report, or continues an interrupted import. Ignored for a preview',
  ),
});

export const importListQuery = z.object({
  limit: integerParam('limit', { min: 1, max: 100, fallback: 50, description: 'Number of imports per page' }),
  cursor: z
    .string('cursor may be given once')
    .max(MAX_CURSOR_LENGTH, 'Invalid cursor')
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page' }),
});

/** An id in another format is valid here, so that the response is the 404 of an unknown id. */
export const importParam = z.object({
  id: z
    .string()
    .toLowerCase()
    .openapi({ format: 'uuid', description: 'The `import_id` of the report', example: EXAMPLE_IMPORT_ID }),
});

const plugList = z.array(z.record(z.string(), z.unknown()));

/**
 * The schemas of the body in the OpenAPI document, by their names. These schemas do not validate a request, because
 * `readSentFile` reads the file as it was sent.
 */
export const IMPORT_FILES = {
  CsvFile: z.string().openapi({ maxLength: MAX_FILE_BYTES }),
  VCardFile: z.string().openapi({ maxLength: MAX_FILE_BYTES }),
  PlugsFile: z.union([plugList, z.object({ plugs: plugList })]),
  FormWithFile: z.object({ file: z.string().openapi({ format: 'binary', maxLength: MAX_FILE_BYTES }) }),
};

/** The body of an import in the OpenAPI document. */
export const importRequestBody = {
  required: true,
  content: {
    'text/csv': {
      schema: schemaReference('CsvFile'),
      example: 'First Name,Email\r\nAlice,alice@example.com\r\n',
    },
    'text/vcard': {
      schema: schemaReference('VCardFile'),
      example: 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Alice Goldsmith\r\nEND:VCARD\r\n',
    },
    'application/json': {
      schema: schemaReference('PlugsFile'),
      example: [{ first_name: 'Alice', email: 'alice@example.com' }],
    },
    'multipart/form-data': {
      schema: schemaReference('FormWithFile'),
      example: { file: 'First Name,Email\r\nAlice,alice@example.com\r\n' },
    },
  },
};

function schemaReference(name: keyof typeof IMPORT_FILES) {
  return { $ref: `#/components/schemas/${name}` };
}

function isValidTag(tag: string): boolean {
  return [...tag].length <= MAX_TAG_LENGTH && !/\p{Cc}/u.test(tag) && tag.isWellFormed();
}

/** Returns null unless the text is a JSON object with text or null as values. The names are not checked here. */
function parseMapping(text: string): ColumnMapping | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null;
    const isValid = Object.values(parsed).every((target) => target === null || typeof target === 'string');
    return isValid ? (parsed as ColumnMapping) : null;
  } catch {
    return null;
  }
}
