/** A page of plugs with its page number and the number of pages. */
import type { PlugRow } from '../../store/plugs/plugs.ts';

export interface PlugPageResult {
  items: PlugRow[];
  total: number;
  /** The number of plugs before the page. */
  skip: number;
  page: number;
  perPage: number;
  pages: number;
  hasNext: boolean;
  hasPrevious: boolean;
}

/** Adds page numbers to a page that begins after `skip` plugs. */
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
