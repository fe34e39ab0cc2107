/** The limits per address and per identifier. The edge cache is read first, then the object that counts is called. */
import { keyedHash } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { secondsUntil, type Window } from '../../rules/guards/window-limit.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { LimitName } from '../request/configuration.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The keyed hash of an identifier. Unknown identifiers are stored, and tripped limits are cached, under it. Without the
 * key a caller cannot compute which object guards an identifier.
 */
export function subjectOf({ configuration }: Ctx, identifier: string): string {
  return keyedHash(configuration.derivedKeys.identifiers, identifier);
}

/** The object that guards an identifier: the one of its account, or the one for unknown identifiers. */
export function guardFor(ctx: Ctx, account: AccountRow | null, subject: string) {
  return account ? ctx.objects.account(account.id) : ctx.objects.unknownIdentifier(subject);
}

/**
 * Rejects a caller for whom the edge cache has a tripped limit, without a call to an object.
 * @throws AppError `LIMIT_EXCEEDED`
 */
export async function rejectIfTripped(ctx: Ctx, name: LimitName, subjects: string[]): Promise<void> {
  const entries = subjects.map((subject) => ({ bucket: name, subject }));
  const window = await ctx.edgeCache.trippedLimit(entries, ctx.nowMs);
  if (window) throw limitExceeded(ctx, name, window);
}

/**
 * Counts a call from the address of this request. The call is not refunded.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function spendAddressLimit(ctx: Ctx, name: LimitName): Promise<void> {
  const addressLimit = ctx.objects.addressLimit(ctx.request.addressBlock);
  const limit = ctx.configuration.limits[name];
  const { allowed, window } = await addressLimit.spend({ bucket: name, limit });
  if (!allowed) throw limitExceeded(ctx, name, window);
}

/** The error with the name of the limit and the seconds until its window ends. */
export function limitExceeded(ctx: Ctx, name: LimitName, window: Window): AppError {
  const { max, windowMs } = ctx.configuration.limits[name];
  return new AppError('LIMIT_EXCEEDED', {
    name,
    max,
    windowSeconds: windowMs / 1000,
    retryAfterSeconds: secondsUntil(window.resetAtMs, ctx.nowMs, windowMs),
  });
}
