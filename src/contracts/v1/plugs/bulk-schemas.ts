/** Bulk actions in requests and responses. */
import type { BulkAction } from '../../../core/plugs/bulk/bulk-action.ts';
import * as z from '../../../http/openapi/zod.ts';
import { V1_ERROR_CODES } from '../errors.ts';
import { NO_EVENTS_MESSAGE } from './event-field.ts';
import { listFilters, listQuery, MAX_FILTER_LENGTH } from './queries.ts';
import { updatePlugBody } from './request-schemas.ts';

const EXAMPLE_PLUG_ID = '0199f1a2-7c1e-7000-8000-000000000001';
const MAX_IDS = 1000;
const MAX_ID_LENGTH = 64;
const ACTIONS = ['tag', 'untag', 'set', 'convert', 'delete', 'restore'] as const;
const INVALID_IDS_MESSAGE = 'ids must be a list of ids';
const MISSING_VALUES_MESSAGE =
  'values must contain priority, network_type, business_type or hubspot_pipeline_stage';

const { skip, limit, sort, cursor, deleted, tag, ...filterFields } = listQuery.shape;

/** An unknown field is rejected. Otherwise the filter would match more plugs than the caller expects. */
const filter = z
  .strictObject(
    {
      ...filterFields,
      tag: tag.openapi({
        type: ['string', 'array'],
        maxLength: MAX_FILTER_LENGTH,
        items: { type: 'string', maxLength: MAX_FILTER_LENGTH },
        description:
          'One tag, or up to 20 tags. Selects plugs that have all of these tags, ignoring upper and lower case',
      }),
      deleted: z
        .boolean('deleted must be true or false')
        .default(false)
        .openapi({ description: '`true` selects plugs in the trash instead of all other plugs' }),
    },
    {
      error: ({ code, keys }) =>
        code === 'unrecognized_keys' ? unknownFieldMessage(keys) : 'filter must be an object',
    },
  )
  .transform(listFilters)
  .openapi({ description: 'The filters of the list of plugs. At most 5,000 plugs may match' });

const { tags, priority, network_type, business_type, hubspot_pipeline_stage } = updatePlugBody.shape;

const values = z
  .object({ tags, priority, network_type, business_type, hubspot_pipeline_stage }, 'values must be an object')
  .openapi('BulkValues');

export const bulkBody = z
  .object({
    ids: z
      .array(
        z.string(INVALID_IDS_MESSAGE).max(MAX_ID_LENGTH, INVALID_IDS_MESSAGE).toLowerCase(),
        INVALID_IDS_MESSAGE,
      )
      .max(MAX_IDS, `Send at most ${MAX_IDS} ids`)
      .optional()
      .openapi({ description: 'The plugs. Either `ids` or `filter` is required' }),
    filter: filter.optional(),
    action: z
      .string(`action must be one of ${ACTIONS.join(', ')}`)
      .transform((sent, context) => {
        const action = ACTIONS.find((each) => each === sent);
        if (action) return action;
        const message = sent === 'event' ? NO_EVENTS_MESSAGE : `action must be one of ${ACTIONS.join(', ')}`;
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      })
      .openapi({
        enum: [...ACTIONS],
        description: '`delete` moves plugs to the trash. `set` requires at least one value other than `tags`',
      }),
    values: values.optional().openapi({
      description: '`tags` for `tag` and `untag`; the new values for `set`. Other values are ignored',
    }),
    confirm: z
      .int('confirm must be a whole number')
      .min(0, 'confirm must be a whole number')
      .optional()
      .openapi({
        description: 'The number of plugs that match the filter. Required to delete by filter',
      }),
  })
  .transform(({ action: kind, values: sent, ...target }, context) => {
    const addProblem = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
      return z.NEVER;
    };
    if ((target.ids === undefined) === (target.filter === undefined)) {
      return addProblem('ids', 'Send either ids or filter');
    }
    const action = actionOf(kind, sent ?? {});
    if (!action)
      return addProblem('values', kind === 'set' ? MISSING_VALUES_MESSAGE : 'values must contain tags');
    return { ...target, action };
  })
  .openapi('BulkAction');

export const bulkExample: z.input<typeof bulkBody> = {
  ids: [EXAMPLE_PLUG_ID],
  action: 'tag',
  values: { tags: ['fair'] },
};

export const bulkResultSchema = z
  .object({
    changeset: z.uuid().nullable().openapi({
      description: 'The id of the changeset, with which the action can be undone. `null` if no plug changed',
    }),
    matched: z.int().openapi({ description: 'The number of plugs that were found' }),
    changed: z.int(),
    failed: z.int(),
    results: z.array(
      z.object({
        id: z.string(),
        outcome: z.enum(['changed', 'unchanged', 'failed']),
        error: z
          .object({ code: z.enum(V1_ERROR_CODES).openapi('V1ErrorCode'), message: z.string() })
          .optional()
          .openapi({
            description:
              'Why the plug was not changed. A plug of another account has the error of an unknown id',
          }),
      }),
    ),
  })
  .openapi('BulkResult');

export const bulkResultExample: z.input<typeof bulkResultSchema> = {
  changeset: '0199f1a2-7c1e-7000-8000-0000000000aa',
  matched: 1,
  changed: 1,
  failed: 0,
  results: [{ id: EXAMPLE_PLUG_ID, outcome: 'changed' }],
};

/** Returns the action; null if `values` lacks the values that the action requires. */
function actionOf(
  kind: (typeof ACTIONS)[number],
  { tags: sentTags, ...sent }: z.output<typeof values>,
): BulkAction | null {
  if (kind === 'tag' || kind === 'untag') return sentTags?.length ? { kind, tags: sentTags } : null;
  if (kind !== 'set') return { kind };
  const changes = {
    priority: sent.priority,
    networkType: sent.network_type,
    businessType: sent.business_type,
    hubspotPipelineStage: sent.hubspot_pipeline_stage,
  };
  return Object.values(changes).some((value) => value !== undefined) ? { kind, values: changes } : null;
}

function unknownFieldMessage(keys: unknown): string {
  const [firstKey] = Array.isArray(keys) ? keys : [];
  return `filter has no field ${JSON.stringify(firstKey)}`;
}
