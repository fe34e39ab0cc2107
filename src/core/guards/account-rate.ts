/**
 * The limits of reads and writes of an account per minute. The Workers rate limiting binding counts the requests per
 * Cloudflare location and without a network round trip. The counts are approximate. The limits protect the service
 * against a large number of requests, but they do not limit attempts to guess a password or a code.
 */
import { AppError } from '../../rules/app-error.ts';
import type { Ctx } from '../request/context.ts';

/** The limits in `wrangler.toml`, in requests per minute. The binding does not report its limit. */
export const ACCOUNT_RATES = { reads: 3000, writes: 300 };
const WINDOW_SECONDS = 60;

/**
 * Counts a request of the account. If the deployment does not have the binding, there is no limit. If the binding
 * fails, the request is accepted.
 * @throws AppError `LIMIT_EXCEEDED`
 */
export async function countAccountRequest(
  ctx: Ctx,
  accountId: string,
  name: keyof typeof ACCOUNT_RATES,
): Promise<void> {
  const binding = ctx.accountRates[name];
  if (!binding) return;
  const { success } = await binding.limit({ key: accountId }).catch(() => ({ success: true }));
  if (success) return;
  throw new AppError('LIMIT_EXCEEDED', {
    name,
    max: ACCOUNT_RATES[name],
    windowSeconds: WINDOW_SECONDS,
    retryAfterSeconds: WINDOW_SECONDS,
  });
}
