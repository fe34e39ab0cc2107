/** The secret that one-time codes derive from: the first signing secret, which no wire ever shows. */
import type { Ctx } from './context.ts';

/** Rotating the first key voids the codes under way, five minutes' worth. */
export function otpSecret({ configuration }: Ctx): string {
  const key = configuration.keys.symmetric[0];
  if (!key) throw new Error('JWT_KEYS holds no key');
  return key.secret;
}
