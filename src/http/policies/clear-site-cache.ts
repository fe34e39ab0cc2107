/** What a logout removes from a browser. */
import type { Context } from 'hono';

/**
 * Removes stored responses of this origin from the client (W3C Clear Site Data). Cookies and storage stay: they belong
 * to other contracts and pages of the origin as well.
 */
export function clearSiteCache(c: Context): void {
  c.header('Clear-Site-Data', '"cache"');
}
