/** The history of a plug and undo, in requests and responses. */
import * as z from '../../../http/openapi/zod.ts';
import { integerParam, time } from '../../../http/wire-fields.ts';
import { CHANGESET_KINDS, CHANGESET_STATES } from '../../../rules/plugs/history/changeset.ts';
import { isHistoryField } from '../../../rules/plugs/history/plug-history.ts';
import { KEPT_REASONS } from '../../../rules/plugs/history/undo.ts';
import { REVISION_KINDS, REVISION_VIAS } from '../../../rules/plugs/revision.ts';

const EXAMPLE_PLUG_ID = '0199f1a2-7c1e-7000-8000-000000000001';
const EXAMPLE_REVISION_ID = 'rev_0hd6tqvm4g0';
const MAX_CURSOR_LENGTH = 200;
const MAX_FIELDS = 100;
/** The maximum length of a name of a field. A key of `custom_data` can be as long as the maximum size of `custom_data`. */
const MAX_FIELD_NAME_LENGTH = 'custom_data.'.length + 10 * 1024;
const INVALID_FIELDS_MESSAGE = 'fields must be a list of field names';
const ON_CONFLICT_VALUES = ['keep', 'refuse', 'overwrite'] as const;

const revisionId = z.string().openapi({ pattern: '^rev_[0-9a-z]{11}$', example: EXAMPLE_REVISION_ID });
const value = z.unknown().openapi({ description: 'A value of any type; null if the field has no value' });

const changesetSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(CHANGESET_KINDS),
    label: z.string().nullable(),
    count: z.int().openapi({
      description:
        'The number of revisions that were written. A plug that was written several times counts several times',
    }),
    state: z
      .enum(CHANGESET_STATES)
      .openapi({ description: '`partial` if the write was interrupted or is not finished' }),
    undone_by: z.uuid().nullable().openapi({
      description: 'The id of the changeset that undid this changeset; null if it is not undone',
    }),
  })
  .openapi('Changeset');

const revisionSchema = z
  .object({
    id: revisionId,
    at: time,
    kind: z.enum(REVISION_KINDS),
    via: z.enum(REVISION_VIAS).openapi({ description: 'The interface through which the plug was written' }),
    session_id: z.int().nullable(),
    changeset: changesetSchema
      .nullable()
      .openapi({ description: 'The changeset that contains this revision; null if there is none' }),
    plug: z.object({ id: z.uuid(), full_name: z.string() }),
    changes: z.array(z.object({ field: z.string(), old: value, new: value })).openapi({
      description:
        'The changed fields. A key of `custom_data` is named `custom_data.<key>`. For a new plug, all fields with a value',
    }),
    undoes: revisionId
      .nullable()
      .openapi({ description: 'The revision that this revision undid; null if it is not an undo' }),
    undone_by: revisionId.nullable().openapi({
      description: 'The revision that undid this revision; null if there is none, or if that undo was undone',
    }),
  })
  .openapi('PlugRevision');

export const historySchema = z
  .object({ items: z.array(revisionSchema), next_cursor: z.string().nullable() })
  .openapi('PlugHistory');

export const historyExample: z.input<typeof historySchema> = {
  items: [
    {
      id: EXAMPLE_REVISION_ID,
      at: '2026-11-21T09:30:00.000Z',
      kind: 'updated',
      via: 'api',
      session_id: 123,
      changeset: null,
      plug: { id: EXAMPLE_PLUG_ID, full_name: 'Alice Goldsmith' },
      changes: [
        { field: 'notes', old: 'Met at the fair', new: 'Calls back in May' },
        { field: 'custom_data.source', old: null, new: 'fair' },
      ],
      undoes: null,
      undone_by: null,
    },
  ],
  next_cursor: null,
};

export const historyQuery = z.object({
  limit: integerParam('limit', {
    min: 1,
    max: 100,
    fallback: 50,
    description: 'Number of revisions per page',
  }),
  cursor: z
    .string('cursor may be given once')
    .max(MAX_CURSOR_LENGTH, 'Invalid cursor')
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page' }),
});

/** An id in another format is valid here, so that the response is the 404 of an unknown id. */
export const undoParam = z.object({
  id: z.string().toLowerCase().openapi({
    description: 'A revision (`rev_…`) or a changeset (a UUID)',
    example: EXAMPLE_REVISION_ID,
  }),
});

export const undoBody = z
  .object({
    fields: z
      .array(
        z
          .string(INVALID_FIELDS_MESSAGE)
          .max(MAX_FIELD_NAME_LENGTH, INVALID_FIELDS_MESSAGE)
          .refine(isHistoryField, 'fields must hold names of fields only'),
        INVALID_FIELDS_MESSAGE,
      )
      .min(1, INVALID_FIELDS_MESSAGE)
      .max(MAX_FIELDS, `Send at most ${MAX_FIELDS} fields`)
      .optional()
      .openapi({
        description: 'The fields to restore, such as `notes` or `custom_data.source`. All fields by default',
      }),
    on_conflict: z
      .enum(ON_CONFLICT_VALUES, `on_conflict must be one of ${ON_CONFLICT_VALUES.join(', ')}`)
      .default('keep')
      .openapi({
        description:
          'What happens if a value was changed after the revision: `keep` leaves the current value and lists it in `kept`, `refuse` undoes nothing, and `overwrite` restores the old value. With `keep` and `refuse`, only the change of the revision is reverted in `tags`, `notes` and `connect_reason` if possible, and such a value is not in `kept`',
      }),
    dry_run: z
      .boolean('dry_run must be true or false')
      .default(false)
      .openapi({ description: 'Returns the result and writes nothing' }),
  })
  .openapi('Undo');

export const undoExample: z.input<typeof undoBody> = { fields: ['notes'], on_conflict: 'keep' };

export const keptSchema = z
  .object({
    plug_id: z.uuid(),
    field: z.string(),
    current: value,
    old: z.unknown().openapi({ description: 'The value before the undone revision' }),
    reason: z.enum(KEPT_REASONS),
    duplicate_of: z
      .uuid()
      .optional()
      .openapi({ description: 'The id of the plug that the restored plug would duplicate' }),
  })
  .openapi('KeptValue');

export const undoResultSchema = z
  .object({
    undo_id: z.string().nullable().openapi({
      description:
        'The id of the revision or changeset of this undo, which can itself be undone. `null` if nothing was written',
    }),
    undone: z.int().openapi({ description: 'The number of plugs that were changed' }),
    unchanged: z.int().openapi({ description: 'The number of plugs without a value to restore' }),
    kept: z.array(keptSchema).openapi({ description: 'The values that were not restored' }),
    complete: z
      .boolean()
      .openapi({ description: '`false` if the undo was interrupted. The same request continues the undo' }),
  })
  .openapi('UndoResult');

export const undoResultExample: z.input<typeof undoResultSchema> = {
  undo_id: 'rev_0hd6tqvm4g1',
  undone: 1,
  unchanged: 0,
  kept: [
    {
      plug_id: EXAMPLE_PLUG_ID,
      field: 'priority',
      current: 'urgent',
      old: 'medium',
      reason: 'edited_later',
    },
  ],
  complete: true,
};
