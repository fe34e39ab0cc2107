/** Describes the configured limits of a route. */
import type { Configuration, LimitName } from '../../core/request/configuration.ts';
import { durationInWords } from '../../rules/duration-in-words.ts';

const BLOCK = 'block of client addresses (IPv4 /24, IPv6 /48)';
/**
 * The count per e-mail address is separate for each block of client addresses. A caller in another block therefore
 * cannot use up the limit of the owner of the e-mail address.
 */
const PER_EMAIL_AND_BLOCK = `and the same number per pair of e-mail address and ${BLOCK}`;

const COUNTED_CALLS: Record<LimitName, string> = {
  login:
    'failed attempts per client address, counted together for all routes that check a password; a success does not reset the count',
  send_otp: `calls per client address, ${PER_EMAIL_AND_BLOCK}`,
  verify_otp: `calls per client address, ${PER_EMAIL_AND_BLOCK}`,
  change_password: `calls with a wrong token per client address, ${PER_EMAIL_AND_BLOCK}`,
  sign_ins: `successful sign-ins per pair of account and ${BLOCK}`,
  refresh: 'calls per session, counted together for all contracts',
  register:
    'calls per client address, counted together for `POST /api/v1/auth/register`, `POST /auth/signup` and the sign-up page',
  plex_login: 'calls per client address, counted together for sign-ins with a Plex token and started PINs',
  media: 'calls per client address, counted together for all routes of this contract',
};

/** Returns one sentence for each limit, and a description of the account lock if failed logins are counted. */
export function limitsInWords(limits: LimitName[], { limits: configured, lockout }: Configuration): string {
  const sentences = limits.map((name) => {
    const { max, windowMs } = configured[name];
    return `In ${durationInWords(windowMs / 1000)} at most ${max} ${COUNTED_CALLS[name]}.`;
  });
  if (limits.includes('login')) {
    const { maxFailures, lockMs } = lockout;
    sentences.push(
      `${maxFailures} consecutive failures on one account lock it for ${durationInWords(lockMs / 1000)}. Failures from networks with a successful login in the last 90 days are counted separately and lock only these networks.`,
    );
  }
  return sentences.join(' ');
}
