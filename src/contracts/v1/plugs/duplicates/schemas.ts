/** Groups of duplicates in requests and responses. */

import { MAX_PLUGS_TOGETHER } from '../../../../core/plugs/duplicates/dismiss-duplicates.ts';
import { MAX_GROUP_PLUGS, MAX_PAGE_PLUGS } from '../../../../core/plugs/duplicates/list-duplicates.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { integerParam } from '../../../../http/wire-fields.ts';
import { DUPLICATE_REASONS } from '../../../../rules/plugs/duplicates/duplicate-groups.ts';
import { MAX_FULLY_COMPARED_PLUGS } from '../../../../rules/plugs/duplicates/names/similar-pairs.ts';
import { contactExample, plugSchema, targetExample } from '../response-schemas.ts';

const MAX_GROUPS_PER_PAGE = 50;
const MAX_CURSOR_LENGTH = 200;
const MAX_ID_LENGTH = 64;
const INVALID_IDS_MESSAGE = 'ids must be a list of ids';
const EXAMPLE_OTHER_ID = '0199f1a2-7c1e-7000-8000-000000000002';

export const duplicatesQuery = z.object({
  limit: integerParam('limit', {
    min: 1,
    max: MAX_GROUPS_PER_PAGE,
    fallback: 20,
    description: `Number of groups per page. A page has at most ${MAX_PAGE_PLUGS} plugs, so it can have fewer groups`,
  }),
  cursor: z
    .string('cursor may be given once')
    .max(MAX_CURSOR_LENGTH, 'Invalid cursor')
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page' }),
});

const groupSchema = z
  .object({
    reasons: z.array(z.enum(DUPLICATE_REASONS)).openapi({
      description: 'Why these plugs can be the same person. `similar_name` is only a suggestion',
    }),
    plugs: z.array(plugSchema).openapi({
      description: `The plugs of the group, the oldest first, at most ${MAX_GROUP_PLUGS}`,
    }),
    count: z.int().openapi({ description: 'The number of plugs of the group' }),
  })
  .openapi('DuplicateGroup');

export const duplicatesSchema = z
  .object({
    groups: z.array(groupSchema),
    next_cursor: z.string().nullable(),
    truncated: z.boolean().openapi({
      description: `Whether a company has more than ${MAX_FULLY_COMPARED_PLUGS} plugs. Similar names at this company can then be missing`,
    }),
  })
  .openapi('DuplicatePage');

export const duplicatesExample: z.input<typeof duplicatesSchema> = {
  groups: [
    {
      reasons: ['same_name_company'],
      plugs: [targetExample, { ...contactExample, id: EXAMPLE_OTHER_ID, first_name: 'ALICE' }],
      count: 2,
    },
  ],
  next_cursor: null,
  truncated: false,
};

export const dismissBody = z
  .object({
    ids: z
      .array(
        z.string(INVALID_IDS_MESSAGE).max(MAX_ID_LENGTH, INVALID_IDS_MESSAGE).toLowerCase(),
        INVALID_IDS_MESSAGE,
      )
      .min(2, 'ids must be at least 2 different ids')
      .max(MAX_PLUGS_TOGETHER, `Send at most ${MAX_PLUGS_TOGETHER} ids`)
      .openapi({ description: 'The plugs. Every pair of them is dismissed' }),
    undo: z
      .boolean('undo must be true or false')
      .default(false)
      .openapi({ description: '`true` undoes an earlier dismissal of these plugs' }),
  })
  .openapi('DismissDuplicates');

export const dismissExample: z.input<typeof dismissBody> = { ids: [targetExample.id, EXAMPLE_OTHER_ID] };
