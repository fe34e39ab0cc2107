/** The limits of a route as its description tells them, in the numbers that this service is configured with. */
import type { Configuration, LimitName } from '../../core/configuration.ts';

const COUNTED: Record<LimitName, string> = {
  login: 'failed attempts per client address, which a success does not reset',
  send_otp: 'calls per client address, and per e-mail address asked for',
  verify_otp: 'calls per client address, and per e-mail address',
  change_password: 'calls per client address, and per e-mail address',
  refresh: 'calls per session',
  register: 'calls per client address',
  plex_login: 'calls per client address',
  media: 'calls per client address over all routes of this contract',
};

/** One sentence a limit. */
export function limitsInWords(limits: LimitName[], { limits: configured, lockout }: Configuration): string {
  const sentences = limits.map((name) => {
    const { max, windowMs } = configured[name];
    return `In ${duration(windowMs)} at most ${max} ${COUNTED[name]}.`;
  });
  if (limits.includes('login')) {
    const { maxFailures, lockMs } = lockout;
    sentences.push(
      `${maxFailures} failures in a row on one account, from any addresses, lock it for ${duration(lockMs)}.`,
    );
  }
  return sentences.join(' ');
}

/** In the largest unit that says it exactly. */
function duration(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const;
  const [unitMs, unit] = units.find(([size]) => ms % size === 0) ?? [1000, 'second'];
  const count = ms / unitMs;
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
