/** The query parameters of lists of plugs and of searches. */
import type { ListFilters, TimeBound } from '../../../core/plugs/list-plugs.ts';
import * as z from '../../../http/openapi/zod.ts';
import { booleanParam, integerParam } from '../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../rules/plugs/plug.ts';
import { isSearchable } from '../../../rules/plugs/search-query.ts';
import { trimUnseen } from '../../../rules/unseen-characters.ts';
import { type PlugOrder, SORT_FIELDS } from '../../../store/plugs/lists.ts';
import { noEvent } from './event-field.ts';

const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_TAGS = 20;
/** This is longer than any stored tag or type, so that a filter that can match is never rejected. */
export const MAX_FILTER = 256;
const MAX_SEARCH = 1000;
/** The limit is high because a cursor contains the value by which the list is sorted. */
const MAX_CURSOR = 4096;
const MAX_MOMENT = 64;
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
        .array(z.string().max(MAX_FILTER, `tag must be at most ${MAX_FILTER} characters`))
        .max(MAX_TAGS, `tag may be given ${MAX_TAGS} times at most`)
        .optional(),
    )
    .openapi({
      type: 'array',
      items: { type: 'string', maxLength: MAX_FILTER },
      maxItems: MAX_TAGS,
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
  cursor: z.string('cursor may be given once').max(MAX_CURSOR, 'Invalid cursor').optional().openapi({
    description:
      'The `next_cursor` of the previous page, sent with the same filters. `sort` and `skip` are then ignored',
  }),
});

/** The values of the filters of a list. */
export type FilterValues = Omit<z.output<typeof listQuery>, 'skip' | 'limit' | 'sort' | 'cursor'>;

const SEARCH_TOO_SHORT = 'Search term must be at least 2 characters';

export const searchQueryString = z.object({
  ...paging,
  q: z
    .string(SEARCH_TOO_SHORT)
    .overwrite(trimUnseen)
    .max(MAX_SEARCH, `Search term must be at most ${MAX_SEARCH} characters`)
    .refine(isSearchable, SEARCH_TOO_SHORT)
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
      deleted: query.deleted,
    },
    createdFrom: query.created_from,
    createdTo: query.created_to,
  };
}

/** Converts the parameter `sort` to the order of a list. */
export function listOrder(sort: (typeof SORTS)[number]): PlugOrder {
  const descending = sort.startsWith('-');
  return { descending, field: (descending ? sort.slice(1) : sort) as PlugOrder['field'] };
}

/** A filter that compares one value for equality. */
function exactFilter(name: string, description: string) {
  return z
    .string(`${name} may be given once`)
    .max(MAX_FILTER, `${name} must be at most ${MAX_FILTER} characters`)
    .overwrite((value) => trimUnseen(value).normalize('NFC'))
    .optional()
    .openapi({ description });
}

/** An ISO 8601 time or date. A date is a day in the account's time zone. */
function timeOrDate(name: string) {
  const message = `${name} must be an ISO 8601 date or time`;
  return z
    .string(message)
    .max(MAX_MOMENT, message)
    .refine(isMoment, message)
    .transform((value): TimeBound => (DAY.test(value) ? { day: value } : Date.parse(value)))
    .openapi({
      description: 'An ISO 8601 time, or a date, which is a whole day in the time zone of the account',
      example: '2026-11-21',
    })
    .optional();
}

/** `Date.parse` is not enough: it turns 30 February into 2 March and accepts formats other than ISO 8601. */
function isMoment(value: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(value)) || Number.isNaN(Date.parse(day))) return false;
  return new Date(Date.parse(day)).toISOString().startsWith(day);
}
