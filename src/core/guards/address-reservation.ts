/** Calls of a client address that are counted before their outcome is known, and refunded unless they fail. */
import { AppError } from '../../rules/app-error.ts';
import type { LimitName } from '../request/configuration.ts';
import type { Ctx } from '../request/context.ts';
import { addressLimitOf, addressSubjects, limitExceeded } from './limits.ts';

/** Whether an error does not depend on the credentials sent: a service is unavailable, or the account is closed. */
export function isNoFailure(error: unknown): boolean {
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
 * Counts a call from the client address and runs the work. The call is taken back when the work ends in an error that is
 * no failure of the client.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`, and as `work` does
 */
export async function countedUnlessUnavailable<Result>(
  ctx: Ctx,
  name: LimitName,
  work: () => Promise<Result>,
): Promise<Result> {
  const subjects = addressSubjects(ctx, ctx.configuration.limits[name]);
  using reserved = await addressLimitOf(ctx).reserve({ bucket: name, subjects });
  if (!reserved.allowed) throw limitExceeded(ctx, name, reserved);
  try {
    return await work();
  } catch (error) {
    if (isNoFailure(error)) await refund(reserved.reservation);
    throw error;
  }
}

/** The response stays the same when the refund fails. The address then has one attempt fewer. */
export async function refund(reservation: { refund(): Promise<void> }): Promise<void> {
  try {
    await reservation.refund();
  } catch (error) {
    console.error({ message: 'An attempt was not refunded', error: String(error) });
  }
}
