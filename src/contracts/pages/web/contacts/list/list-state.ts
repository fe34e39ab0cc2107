/** The state of the contact list in the query of its URL: search, filters, order, page and selection. */
import { type PlugType, PRIORITIES, type Priority } from '../../../../../rules/plugs/plug.ts';
import { trimUnseen } from '../../../../../rules/unseen-characters.ts';
import type { PlugFilters, PlugOrder } from '../../../../../store/plugs/lists.ts';

const SELECTIONS = ['page', 'matching'] as const;
export type Selection = (typeof SELECTIONS)[number];

export interface ListState {
  /** The text of the search. It is empty without a search. */
  q: string;
  type?: PlugType | undefined;
  priority?: Priority | undefined;
  tag?: string | undefined;
  network?: string | undefined;
  business?: string | undefined;
  sort: Sort;
  /** The position of the page. Without it, the first page is shown. */
  cursor?: string | undefined;
  /** `page`: all rows of the page are selected. `matching`: all contacts that match the search and the filters. */
  select?: Selection | undefined;
}

export const LIST_PATH = '/web/contacts';
export const SORTS = [
  'first_name',
  'company',
  'updated_at',
  '-first_name',
  '-company',
  '-updated_at',
] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT: Sort = 'first_name';

const PLUG_TYPES = ['contact', 'target'] as const;
/** The maximum length of a text in the query, in UTF-16 code units. A longer text is cut. */
const MAX_TEXT_LENGTH = 1000;

/**
 * Reads the state from a query. Invalid values are ignored, because users can edit URLs. The function does not check
 * the cursor.
 */
export function listStateOf(query: Record<string, string>): ListState {
  return {
    q: textOf(query.q) ?? '',
    type: PLUG_TYPES.find((type) => type === query.type),
    priority: PRIORITIES.find((priority) => priority === query.priority),
    tag: textOf(query.tag),
    network: textOf(query.network),
    business: textOf(query.business),
    sort: SORTS.find((sort) => sort === query.sort) ?? DEFAULT_SORT,
    cursor: query.cursor || undefined,
    select: SELECTIONS.find((select) => select === query.select),
  };
}

/** The path of the list in a state. */
export function listPath(state: Partial<ListState>): string {
  const query = listQueryOf(state);
  return query.size > 0 ? `${LIST_PATH}?${query}` : LIST_PATH;
}

/** The query of the list in a state. It contains only the values that differ from the default. */
export function listQueryOf(state: Partial<ListState>): URLSearchParams {
  const { q, type, priority, tag, network, business, sort, cursor, select } = state;
  const values = { q, type, priority, tag, network, business, cursor, select };
  const nonBlank = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(nonBlank);
  if (sort && sort !== DEFAULT_SORT) query.set('sort', sort);
  return query;
}

/** The state without page and selection, for links to the first page, or to a page with another cursor. */
export function firstPage({ cursor, select, ...state }: ListState): ListState {
  return state;
}

/**
 * The state without the filters of the "Filter" menu, the page and the selection. The type remains, because the tabs of
 * the list set it.
 */
export function withoutFilters({ q, type, sort }: ListState): ListState {
  return { q, type, sort };
}

/** Whether a filter of the "Filter" menu is set. The type is not in this menu. */
export function hasFilters({ priority, tag, network, business }: ListState): boolean {
  return Boolean(priority || tag || network || business);
}

/** The filters of the state, including the type. */
export function filtersOf({ type, priority, tag, network, business }: ListState): PlugFilters {
  return {
    plugType: type,
    priority,
    networkType: network,
    businessType: business,
    tags: tag ? [tag] : [],
    isDeleted: false,
  };
}

/** The order of the state for the statement of the list. */
export function orderOf({ sort }: ListState): PlugOrder {
  const isDescending = sort.startsWith('-');
  return { isDescending, field: (isDescending ? sort.slice(1) : sort) as PlugOrder['field'] };
}

/**
 * Cuts the text to `MAX_TEXT_LENGTH`, removes white space and invisible characters at both ends, converts to NFC, and
 * replaces lone surrogates. Returns undefined for a blank text.
 */
function textOf(value: string | undefined): string | undefined {
  return (
    trimUnseen((value ?? '').slice(0, MAX_TEXT_LENGTH))
      .normalize('NFC')
      .toWellFormed() || undefined
  );
}
