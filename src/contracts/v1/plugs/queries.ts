/** The query parameters of lists of plugs, of searches and of the statistics. */
import type { ListFilters, TimeBound } from '../../../core/plugs/list-plugs.ts';
import * as z from '../../../http/openapi/zod.ts';
import { booleanParam, integerParam } from '../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../rules/plugs/plug.ts';
import { isSearchable } from '../../../rules/plugs/search-query.ts';
import { trimUnseen } from '../../../rules/unseen-characters.ts';
import { type PlugOrder, SORT_FIELDS } from '../../../store/plugs/lists.ts';
import { noEvent } from './event-field.ts';

const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MAX_TAG_FILTERS = 20;
/** The maximum length of a filter in UTF-16 units. Stored tags and types are not longer. */
export const MAX_FILTER_LENGTH = 256;
const MAX_SEARCH_LENGTH = 1000;
/** The maximum length is high, because a cursor contains the value by which the list is sorted. */
const MAX_CURSOR_LENGTH = 4096;
const MAX_TIME_LENGTH = 64;
const MAX_SKIP = 1_000_000_000;

const paging = {
  skip: integerParam('skip', {
    min: 0,
    max: MAX_SKIP,
    fallback: 0,
    description: 'Number of plugs to skip',
  }),
  limit: integerParam('limit', {
    min: 1,
    max: 1000,
    fallback: 100,
    description: 'Number of plugs per page',
  }),
};

const plugType = z
  .enum(['target', 'contact'], 'plug_type must be target or contact')
  .optional()
  .openapi({ description: 'Both types by default' });

export const listQuery = z.object({
  ...paging,
  plug_type: plugType,
  priority: z
    .enum(PRIORITIES, `priority must be one of ${PRIORITIES.join(', ')}`)
    .optional()
    .openapi({ description: 'All priorities by default' }),
  network_type: exactFilter('network_type', 'Only plugs with exactly this network type'),
  business_type: exactFilter('business_type', 'Only plugs with exactly this business type'),
  tag: z
    .preprocess(
      (sent) => (typeof sent === 'string' ? [sent] : sent),
      z
        .array(z.string().max(MAX_FILTER_LENGTH, `tag must be at most ${MAX_FILTER_LENGTH} characters`))
        .max(MAX_TAG_FILTERS, `tag may be given ${MAX_TAG_FILTERS} times at most`)
        .optional(),
    )
    .openapi({
      type: 'array',
      items: { type: 'string', maxLength: MAX_FILTER_LENGTH },
      maxItems: MAX_TAG_FILTERS,
      description:
        'Only plugs with this tag, ignoring upper and lower case. If the parameter is repeated, only plugs with all of these tags',
    })
    .optional(),
  created_from: timeOrDate('created_from'),
  created_to: timeOrDate('created_to'),
  event: noEvent,
  sort: z
    .enum(SORTS, `sort must be one of ${SORTS.join(', ')}`)
    .default('-created_at')
    .openapi({
      description: 'The field to sort by: ascending, or descending with `-`. Ignored when `cursor` is sent',
    }),
  deleted: booleanParam('deleted', '`true` lists the plugs in the trash instead of all other plugs')
    .openapi({ default: false })
    .default(false),
  cursor: z.string('cursor may be given once').max(MAX_CURSOR_LENGTH, 'Invalid cursor').optional().openapi({
    description:
      'The `next_cursor` of the previous page, sent with the same filters. `sort` and `skip` are then ignored',
  }),
});

/** The validated filters of a list. */
export type FilterValues = Omit<z.output<typeof listQuery>, 'skip' | 'limit' | 'sort' | 'cursor'>;

const SEARCH_TOO_SHORT_MESSAGE = 'Search term must be at least 2 characters';

export const searchQuery = z.object({
  ...paging,
  q: z
    .string(SEARCH_TOO_SHORT_MESSAGE)
    .overwrite(trimUnseen)
    .max(MAX_SEARCH_LENGTH, `Search term must be at most ${MAX_SEARCH_LENGTH} characters`)
    .refine(isSearchable, SEARCH_TOO_SHORT_MESSAGE)
    .openapi({
      minLength: 1,
      description:
        'Words, or parts of words. Every result contains all of them. At least 2 characters, or one Chinese, Japanese or Korean character',
    }),
  plug_type: plugType,
  event: noEvent,
});

export const statisticsQuery = z.object({
  series: z
    .enum(['week'], 'series must be week')
    .optional()
    .openapi({ description: '`week` adds the counts of the last 53 weeks. No series by default' }),
  event: noEvent,
});

/** Converts the filters of a list to the field names of the core. */
export function listFilters(query: FilterValues): ListFilters {
  return {
    filters: {
      plugType: query.plug_type,
      priority: query.priority,
      networkType: query.network_type,
      businessType: query.business_type,
      tags: query.tag ?? [],
      isDeleted: query.deleted,
    },
    createdFrom: query.created_from,
    createdTo: query.created_to,
  };
}

/** The parameter `sort` for the order of a list. */
export function sortOf({ field, isDescending }: PlugOrder): string {
  return isDescending ? `-${field}` : field;
}

/** Converts the parameter `sort` to the order of a list. */
export function listOrder(sort: (typeof SORTS)[number]): PlugOrder {
  const isDescending = sort.startsWith('-');
  return { isDescending, field: (isDescending ? sort.slice(1) : sort) as PlugOrder['field'] };
}

/** A filter that matches plugs with exactly this value. */
function exactFilter(name: string, description: string) {
  return z
    .string(`${name} may be given once`)
    .max(MAX_FILTER_LENGTH, `${name} must be at most ${MAX_FILTER_LENGTH} characters`)
    .overwrite((value) => trimUnseen(value).normalize('NFC'))
    .optional()
    .openapi({ description });
}

/** An ISO 8601 time or date. A date is a day in the account's time zone. A time without an offset is in UTC. */
function timeOrDate(name: string) {
  const message = `${name} must be an ISO 8601 date or time`;
  return z
    .string(message)
    .max(MAX_TIME_LENGTH, message)
    .refine(isTimeOrDate, message)
    .transform((value): TimeBound => (DAY_PATTERN.test(value) ? { day: value } : Date.parse(value)))
    .openapi({
      description: 'An ISO 8601 time, or a date, which is a whole day in the time zone of the account',
      example: '2026-11-21',
    })
    .optional();
}

/** `Date.parse` is not enough, because it turns 30 February into 2 March and accepts formats other than ISO 8601. */
function isTimeOrDate(value: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(value)) || Number.isNaN(Date.parse(day))) return false;
  return new Date(Date.parse(day)).toISOString().startsWith(day);
}
