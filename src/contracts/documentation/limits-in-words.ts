/** The limits of a route as its description tells them, in the numbers that this service is configured with. */
import type { Configuration, LimitName } from '../../core/request/configuration.ts';
import { durationInWords } from './duration-in-words.ts';

const COUNTED: Record<LimitName, string> = {
  login:
    'failed attempts per client address over all routes that ask for a password; a success does not reset them',
  send_otp: 'calls per client address, and per e-mail address asked for',
  verify_otp: 'calls per client address, and per e-mail address',
  change_password: 'calls per client address, and per e-mail address',
  refresh: 'calls per session over all contracts',
  register:
    'calls per client address, those of `POST /api/v1/auth/register` and `POST /auth/signup` together',
  plex_login: 'calls per client address, sign-ins with a Plex token and begun PINs together',
  media: 'calls per client address over all routes of this contract',
};

/** One sentence a limit. */
export function limitsInWords(limits: LimitName[], { limits: configured, lockout }: Configuration): string {
  const sentences = limits.map((name) => {
    const { max, windowMs } = configured[name];
    return `In ${durationInWords(windowMs / 1000)} at most ${max} ${COUNTED[name]}.`;
  });
  if (limits.includes('login')) {
    const { maxFailures, lockMs } = lockout;
    sentences.push(
      `${maxFailures} failures in a row on one account, from any addresses, lock it for ${durationInWords(lockMs / 1000)}.`,
    );
  }
  return sentences.join(' ');
}
