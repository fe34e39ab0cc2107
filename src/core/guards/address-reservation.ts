/**
 * Counts calls of a client address before their outcome is known. A call that should not count is refunded when its
 * outcome is known.
 */
import { AppError } from '../../rules/app-error.ts';
import type { LimitName } from '../request/configuration.ts';
import type { Ctx } from '../request/context.ts';
import { addressLimitOf, addressSubjects, limitExceeded } from './limits.ts';

/**
 * Returns whether an error does not depend on the sent credentials: a service is unavailable, a limit is used up, the
 * account is deactivated or expired, or the error is unexpected.
 */
export function isUnrelatedToCredentials(error: unknown): boolean {
  if (!(error instanceof AppError)) return true;
  const codes = [
    'LIMIT_EXCEEDED',
    'UNAVAILABLE',
    'PLEX_UNAVAILABLE',
    'ACCOUNT_DEACTIVATED',
    'ACCOUNT_EXPIRED',
  ];
  return codes.includes(error.code);
}

/**
 * Counts a call from the client address and runs the work. The call is refunded if the work throws an error for which
 * `isUnrelatedToCredentials` returns true. A successful call is not refunded.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`, and the errors of `work`
 */
export async function countCallWithCredentials<Result>(
  ctx: Ctx,
  name: LimitName,
  work: () => Promise<Result>,
): Promise<Result> {
  const subjects = addressSubjects(ctx, ctx.configuration.limits[name]);
  using reserved = await addressLimitOf(ctx).reserve({ bucket: name, subjects });
  if (!reserved.isAllowed) throw limitExceeded(ctx, name, reserved);
  try {
    return await work();
  } catch (error) {
    if (isUnrelatedToCredentials(error)) await refund(reserved.reservation);
    throw error;
  }
}

/**
 * Refunds a call. A failed refund is only logged. The address then has one call less in this window.
 */
export async function refund(reservation: { refund(): Promise<void> }): Promise<void> {
  try {
    await reservation.refund();
  } catch (error) {
    console.error({ message: 'An attempt was not refunded', error: String(error) });
  }
}
