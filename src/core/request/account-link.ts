/** The URLs that e-mails contain as links. */
import type { Configuration } from './configuration.ts';

/** The origin of `npm start`, for a worker without `PUBLIC_URL`. Production requires the variable. */
const LOCAL_ORIGIN = 'http://localhost:8000';

/** Returns the URL of the page that uses a token. */
export function accountLink(
  { publicUrl = LOCAL_ORIGIN }: Pick<Configuration, 'publicUrl'>,
  page: 'revert' | 'invitation',
  token: string,
): string {
  return new URL(`/account/${page}/${token}`, publicUrl).href;
}
