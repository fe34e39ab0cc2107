/** The URLs of the links in e-mails and messages. */
import type { Configuration } from './configuration.ts';

/**
 * The origin of the links if `PUBLIC_URL` is not set. `npm start` uses this origin. Production requires `PUBLIC_URL`.
 */
const LOCAL_ORIGIN = 'http://localhost:8000';

/** Returns the absolute URL of a page of this service. */
export function pageUrl(
  { publicUrl = LOCAL_ORIGIN }: Pick<Configuration, 'publicUrl'>,
  path: string,
): string {
  return new URL(path, publicUrl).href;
}

/** Returns the URL of the page that reverts an e-mail change or accepts an invitation. The URL contains the token. */
export function accountLink(
  configuration: Pick<Configuration, 'publicUrl'>,
  page: 'revert' | 'invitation',
  token: string,
): string {
  return pageUrl(configuration, `/account/${page}/${token}`);
}
