/** The query strings of plug lists and searches. */
import { z } from '@hono/zod-openapi';
import { PRIORITIES } from '../../rules/plug.ts';
import { type PlugFilters, type PlugOrder, SORT_FIELDS } from '../../store/plug-lists.ts';

const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 3600_000;
const MAX_SKIP = 1_000_000_000;

const paging = {
  skip: whole('skip', 0, MAX_SKIP, 0),
  limit: whole('limit', 1, 1000, 100),
};

const plugType = z.enum(['target', 'contact'], 'plug_type must be target or contact').optional();

export const listQuery = z.object({
  ...paging,
  plug_type: plugType,
  priority: z.enum(PRIORITIES, `priority must be one of ${PRIORITIES.join(', ')}`).optional(),
  network_type: z.string().optional(),
  business_type: z.string().optional(),
  tag: z
    .union([
      z.array(z.string()).max(20, 'tag may be given 20 times at most'),
      z.string().transform((tag) => [tag]),
    ])
    .openapi({
      type: 'array',
      items: { type: 'string' },
      maxItems: 20,
      description: 'Repeatable; plugs that have all of them',
    })
    .optional(),
  created_from: moment('created_from', 0),
  created_to: moment('created_to', DAY_MS - 1),
  sort: z.enum(SORTS, `sort must be one of ${SORTS.join(', ')}`).default('-created_at'),
  deleted: z
    .enum(['true', 'false'], 'deleted must be true or false')
    .default('false')
    .openapi({ description: 'The trash instead of what is live' }),
  cursor: z
    .string()
    .optional()
    .openapi({ description: 'The `next_cursor` of the page before, with the same filters and order' }),
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

/** A whole number in a query string, with what it is when left out. */
export function whole(name: string, min: number, max: number, fallback: number) {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  return z
    .string(message)
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: fallback })
    .default(fallback);
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
