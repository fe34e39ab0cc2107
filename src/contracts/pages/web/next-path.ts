/** The page that a person wanted before the sign-in. */
import type { Notice } from './notices.ts';

const DEFAULT_PATH = '/web';
/** A path below `/web` or `/admin`. A browser reads `//` and `\` as the beginning of another host. */
const OWN_PATH = /^\/(?:web|admin)(?:[/?][^\\]*)?$/;

/** `wanted` when it is a path of the pages, otherwise the first page after a sign-in. */
export function nextPath(wanted: string | undefined): string {
  return wanted !== undefined && OWN_PATH.test(wanted) ? wanted : DEFAULT_PATH;
}

/** The sign-in page that leads to `wanted`, with a notice. */
export function signInPath(wanted?: string, notice?: Notice): string {
  const next = nextPath(wanted);
  const query = new URLSearchParams({ ...(next !== DEFAULT_PATH && { next }), ...(notice && { notice }) });
  return query.size > 0 ? `/web/sign-in?${query}` : '/web/sign-in';
}
