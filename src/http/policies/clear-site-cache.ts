/** Clears the browser cache of this origin at logout. */
import type { Context } from 'hono';

/**
 * Removes stored responses of this origin from the client (W3C Clear Site Data). Cookies and storage are not removed,
 * because other contracts and pages of the origin also use them.
 */
export function clearSiteCache(c: Context): void {
  c.header('Clear-Site-Data', '"cache"');
}
