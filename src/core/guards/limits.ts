/** The per-address and per-identifier limits as verbs meet them: KV first, then the object that counts. */
import { fingerprint } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { secondsUntil, type Window } from '../../rules/guards/window-limit.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { LimitName } from '../request/configuration.ts';
import type { Ctx } from '../request/context.ts';

/** The hash under which an identifier without an account is guarded, and limits on it are published. */
export function subjectOf(identifier: string): string {
  return fingerprint(`plugs-subject\n${identifier}`);
}

/** Who guards this identifier: its account's object, or the stranger that answers in its place. */
export function guardFor(ctx: Ctx, account: AccountRow | null, subject: string) {
  return account ? ctx.objects.account(account.id) : ctx.objects.stranger(subject);
}

/**
 * Refuses a caller who is known to be over one of these limits, before any object is woken.
 * @throws AppError `LIMIT_EXCEEDED`
 */
export async function refuseIfTripped(ctx: Ctx, name: LimitName, subjects: string[]): Promise<void> {
  const entries = subjects.map((subject) => ({ bucket: name, subject }));
  const window = await ctx.edgeCache.trippedLimit(entries, ctx.nowMs);
  if (window) throw limitExceeded(ctx, name, window);
}

/**
 * Counts a call from this address for good.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function spendAddressLimit(ctx: Ctx, name: LimitName): Promise<void> {
  const guard = ctx.objects.addressLimit(ctx.request.addressBlock);
  const { allowed, window } = await guard.spend(name, ctx.configuration.limits[name]);
  if (!allowed) throw limitExceeded(ctx, name, window);
}

/** The error that tells which limit, and when its window ends. */
export function limitExceeded(ctx: Ctx, name: LimitName, window: Window): AppError {
  const { max, windowMs } = ctx.configuration.limits[name];
  return new AppError('LIMIT_EXCEEDED', {
    name,
    max,
    windowSeconds: windowMs / 1000,
    retryAfterSeconds: secondsUntil(window.resetAtMs, ctx.nowMs, windowMs),
  });
}
