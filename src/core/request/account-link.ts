/** The URLs of the links in e-mails. */
import type { Configuration } from './configuration.ts';

/** The origin of the links if `PUBLIC_URL` is not set: the origin of `npm start`. Production requires `PUBLIC_URL`. */
const LOCAL_ORIGIN = 'http://localhost:8000';

/** Returns the URL of the page that uses a token. */
export function accountLink(
  { publicUrl = LOCAL_ORIGIN }: Pick<Configuration, 'publicUrl'>,
  page: 'revert' | 'invitation',
  token: string,
): string {
  return new URL(`/account/${page}/${token}`, publicUrl).href;
}
