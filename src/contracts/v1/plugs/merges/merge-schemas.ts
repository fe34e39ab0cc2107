/** Merges of plugs in requests and responses. */
import { MAX_LOSERS } from '../../../../core/plugs/duplicates/merge/merge-plugs.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { integerParam, time } from '../../../../http/wire-fields.ts';
import { type FieldName, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import { plugSchema, targetExample } from '../response-schemas.ts';

const EXAMPLE_MERGE_ID = '0199f1a2-7c1e-7000-8000-00000000000b';
const EXAMPLE_UNDO_ID = '0199f1a2-7c1e-7000-8000-00000000000c';
const EXAMPLE_WINNER_ID = '0199f1a2-7c1e-7000-8000-000000000001';
const EXAMPLE_LOSER_ID = '0199f1a2-7c1e-7000-8000-000000000002';
const MAX_ID_LENGTH = 64;
const MAX_CURSOR_LENGTH = 200;
const INVALID_LOSER_IDS_MESSAGE = 'loser_ids must be a list of ids';
const INVALID_FIELDS_MESSAGE = 'fields must be an object of ids';

/** An id in another format is valid here, so that the response is the 404 of an unknown id. */
const plugId = (message: string) => z.string(message).max(MAX_ID_LENGTH, message).toLowerCase();

/** The members of `fields`: for each field, the id of the plug whose value is used. */
const chosenPlugs = Object.fromEntries(
  WRITABLE_NAMES.map((name) => [name, plugId(INVALID_FIELDS_MESSAGE).optional()]),
) as {
  [Name in FieldName]: z.ZodOptional<z.ZodString>;
};

export const mergeBody = z
  .object({
    winner_id: plugId('winner_id must be an id').openapi({ description: 'The plug that stays' }),
    loser_ids: z
      .array(plugId(INVALID_LOSER_IDS_MESSAGE), INVALID_LOSER_IDS_MESSAGE)
      .min(1, 'loser_ids must have at least one id')
      .max(MAX_LOSERS, `Send at most ${MAX_LOSERS} loser_ids`)
      .openapi({ description: 'The plugs that are merged into the winner. A repeated id counts once' }),
    fields: z
      .strictObject(chosenPlugs, {
        error: ({ code, keys }) =>
          code === 'unrecognized_keys' ? unknownFieldMessage(keys) : INVALID_FIELDS_MESSAGE,
      })
      .optional()
      .openapi({
        description:
          'For each chosen field, the id of the plug whose value is used, also if this value is empty. By default, the values of the winner stay and its empty fields are filled',
      }),
    dry_run: z
      .boolean('dry_run must be true or false')
      .default(false)
      .openapi({ description: 'Returns the result and writes nothing' }),
  })
  .openapi('Merge');

export const mergeExample: z.input<typeof mergeBody> = {
  winner_id: EXAMPLE_WINNER_ID,
  loser_ids: [EXAMPLE_LOSER_ID],
  fields: { email: EXAMPLE_LOSER_ID },
};

export const mergeResultSchema = z
  .object({
    plug: plugSchema.openapi({ description: 'The winner after the merge' }),
    merge_id: z
      .uuid()
      .nullable()
      .openapi({ description: 'The id with which the merge can be undone. `null` for a dry run' }),
    merged: z.int().openapi({ description: 'The number of plugs that were merged into the winner' }),
    kept_in_record: z.array(z.object({ plug_id: z.uuid(), field: z.string(), value: z.unknown() })).openapi({
      description:
        'The values that exceed 20 tags, 10,000 characters of notes, or the size and depth of custom data. They stay in the merged plug in the trash',
    }),
  })
  .openapi('MergeResult');

export const mergeResultExample: z.input<typeof mergeResultSchema> = {
  plug: targetExample,
  merge_id: EXAMPLE_MERGE_ID,
  merged: 1,
  kept_in_record: [{ plug_id: EXAMPLE_LOSER_ID, field: 'tags', value: 'fair' }],
};

const namedPlug = z.object({
  id: z.uuid(),
  full_name: z.string().nullable().openapi({ description: '`null` if the plug was deleted permanently' }),
});

export const mergeListSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.uuid(),
          created_at: time,
          winner: namedPlug,
          losers: z.array(namedPlug),
          undone_by: z.uuid().nullable().openapi({ description: 'The changeset that undid the merge' }),
        })
        .openapi('PlugMerge'),
    ),
    next_cursor: z.string().nullable(),
  })
  .openapi('PlugMerges');

export const mergeListExample: z.input<typeof mergeListSchema> = {
  items: [
    {
      id: EXAMPLE_MERGE_ID,
      created_at: '2026-11-21T09:30:00.000Z',
      winner: { id: EXAMPLE_WINNER_ID, full_name: 'Alice Goldsmith' },
      losers: [{ id: EXAMPLE_LOSER_ID, full_name: 'A. Goldsmith' }],
      undone_by: null,
    },
  ],
  next_cursor: null,
};

export const mergeListQuery = z.object({
  limit: integerParam('limit', { min: 1, max: 100, fallback: 50, description: 'Number of merges per page' }),
  cursor: z
    .string('cursor may be given once')
    .max(MAX_CURSOR_LENGTH, 'Invalid cursor')
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page' }),
});

export const mergeParam = z.object({
  merge_id: z
    .string()
    .toLowerCase()
    .openapi({ format: 'uuid', description: 'The `merge_id` of the merge', example: EXAMPLE_MERGE_ID }),
});

export const undoMergeExample = {
  undo_id: EXAMPLE_UNDO_ID,
  undone: 2,
  unchanged: 0,
  kept: [],
  complete: true,
};

function unknownFieldMessage(keys: unknown): string {
  const [firstKey] = Array.isArray(keys) ? keys : [];
  return `fields has no field ${JSON.stringify(firstKey)}`;
}
