/** The query strings of plug lists and searches. */
import { z } from '@hono/zod-openapi';
import { integerParam } from '../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../rules/plugs/plug.ts';
import { type PlugFilters, type PlugOrder, SORT_FIELDS } from '../../../store/plugs/lists.ts';

const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 3600_000;
const MAX_TAGS = 20;
const MAX_SKIP = 1_000_000_000;

const paging = {
  skip: integerParam('skip', {
    min: 0,
    max: MAX_SKIP,
    fallback: 0,
    description: 'How many plugs to pass over',
  }),
  limit: integerParam('limit', {
    min: 1,
    max: 1000,
    fallback: 100,
    description: 'How many plugs a page holds',
  }),
};

const plugType = z
  .enum(['target', 'contact'], 'plug_type must be target or contact')
  .optional()
  .openapi({ description: 'Both when it is left out' });

export const listQuery = z.object({
  ...paging,
  plug_type: plugType,
  priority: z
    .enum(PRIORITIES, `priority must be one of ${PRIORITIES.join(', ')}`)
    .optional()
    .openapi({ description: 'All when it is left out' }),
  network_type: exactly('network_type', 'Plugs of exactly this network type'),
  business_type: exactly('business_type', 'Plugs of exactly this business type'),
  tag: z
    .preprocess(
      (sent) => (typeof sent === 'string' ? [sent] : sent),
      z.array(z.string()).max(MAX_TAGS, `tag may be given ${MAX_TAGS} times at most`).optional(),
    )
    .openapi({
      type: 'array',
      items: { type: 'string' },
      maxItems: MAX_TAGS,
      description: 'Repeatable; plugs that have all of them',
    })
    .optional(),
  created_from: moment('created_from', 0),
  created_to: moment('created_to', DAY_MS - 1),
  sort: z
    .enum(SORTS, `sort must be one of ${SORTS.join(', ')}`)
    .default('-created_at')
    .openapi({ description: 'Ascending, or with `-` descending; a `cursor` goes on in its own order' }),
  deleted: z
    .enum(['true', 'false'], 'deleted must be true or false')
    .default('false')
    .openapi({ description: 'The trash instead of what is live' }),
  cursor: z.string('cursor may be given once').optional().openapi({
    description:
      'The `next_cursor` of the page before, sent with the same filters; it goes before `sort` and `skip`',
  }),
});

const SHORT = 'Search term must be at least 2 characters';

export const searchQueryString = z.object({
  ...paging,
  q: z
    .string(SHORT)
    .trim()
    .refine((typed) => [...typed].length >= 2, SHORT)
    .openapi({ minLength: 2, description: 'Words, or beginnings or parts of words; all must be found' }),
  plug_type: plugType,
});

export function listFilters(query: z.output<typeof listQuery>): PlugFilters {
  return {
    plugType: query.plug_type,
    priority: query.priority,
    networkType: query.network_type,
    businessType: query.business_type,
    tags: query.tag ?? [],
    createdFromMs: query.created_from,
    createdToMs: query.created_to,
    deleted: query.deleted === 'true',
  };
}

export function listOrder(sort: (typeof SORTS)[number]): PlugOrder {
  const descending = sort.startsWith('-');
  return { descending, field: (descending ? sort.slice(1) : sort) as PlugOrder['field'] };
}

/** One value, which must be the plug's. */
function exactly(name: string, description: string) {
  return z.string(`${name} may be given once`).optional().openapi({ description });
}

/** An ISO 8601 instant, or a day, which as an upper bound includes all of it. */
function moment(name: string, dayEndsAfterMs: number) {
  const message = `${name} must be an ISO 8601 date or time`;
  return z
    .string(message)
    .refine(isMoment, message)
    .transform((value) => Date.parse(value) + (DAY.test(value) ? dayEndsAfterMs : 0))
    .openapi({ description: 'An ISO 8601 time, or a day, all of which is meant', example: '2026-11-21' })
    .optional();
}

/** `Date.parse` takes the thirtieth of February for the second of March, and more than ISO 8601 has. */
function isMoment(value: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(value)) || Number.isNaN(Date.parse(day))) return false;
  return new Date(Date.parse(day)).toISOString().startsWith(day);
}
