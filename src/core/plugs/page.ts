/** A page of plugs with its page number and the number of pages. */
import type { PlugRow } from '../../store/plugs/plugs.ts';

export interface PlugPageResult {
  items: PlugRow[];
  /** The number of plugs on all pages. */
  total: number;
  /** The number of plugs before the page. */
  skip: number;
  /** The number of the page, counted from 1. */
  page: number;
  /** The maximum number of plugs on one page. */
  perPage: number;
  /** The number of pages. */
  pages: number;
  hasNext: boolean;
  hasPrevious: boolean;
}

/** Computes the numbers of a page of at most `limit` plugs that begins after `skip` plugs. */
export function numberPage(items: PlugRow[], total: number, skip: number, limit: number): PlugPageResult {
  return {
    items,
    total,
    skip,
    page: Math.floor(skip / limit) + 1,
    perPage: limit,
    pages: Math.ceil(total / limit),
    hasNext: skip + items.length < total,
    hasPrevious: skip > 0,
  };
}
