/** Checks a path from the request before the browser is redirected to it, and builds the path of the sign-in page. */
import type { Notice } from './notices.ts';

const DEFAULT_PATH = '/web';
/**
 * A path of the pages: `/web`, `/admin`, or a path below them, with or without a query. `\` is not allowed, because
 * browsers read it as `/`. Control characters are not allowed, because a header such as `Location` cannot contain all
 * of them.
 */
const PAGE_PATH = /^\/(?:web|admin)(?:[/?][^\\\p{Cc}]*)?$/u;

/** Returns `wanted` if it is a path of the pages. Otherwise the function returns `/web`, the overview. */
export function nextPath(wanted: string | undefined): string {
  return wanted !== undefined && PAGE_PATH.test(wanted) ? wanted : DEFAULT_PATH;
}

/** Returns the path of the sign-in page. After the sign-in, the browser is redirected to `nextPath(wanted)`. */
export function signInPath(wanted?: string, notice?: Notice): string {
  const next = nextPath(wanted);
  const query = new URLSearchParams({ ...(next !== DEFAULT_PATH && { next }), ...(notice && { notice }) });
  return query.size > 0 ? `/web/sign-in?${query}` : '/web/sign-in';
}
