/** The path of the page to show after the sign-in. */
import type { Notice } from './notices.ts';

const DEFAULT_PATH = '/web';
/** A path under `/web` or `/admin`. Browsers interpret `//` and `\` as the start of another host. */
const OWN_PATH = /^\/(?:web|admin)(?:[/?][^\\]*)?$/;

/** Returns `wanted` if it is a path of the pages. Otherwise it returns the default page after a sign-in. */
export function nextPath(wanted: string | undefined): string {
  return wanted !== undefined && OWN_PATH.test(wanted) ? wanted : DEFAULT_PATH;
}

/** The path of the sign-in page with a notice. After the sign-in, the browser is redirected to `wanted`. */
export function signInPath(wanted?: string, notice?: Notice): string {
  const next = nextPath(wanted);
  const query = new URLSearchParams({ ...(next !== DEFAULT_PATH && { next }), ...(notice && { notice }) });
  return query.size > 0 ? `/web/sign-in?${query}` : '/web/sign-in';
}
