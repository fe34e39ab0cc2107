/** Checks one password for one identifier. Every use case that checks a password calls `checkPassword`. */
import { computeUnusedHash, hashPassword, needsRehash, verifyPassword } from '../../crypto/password-hash.ts';
import type { ReservedAttempt } from '../../objects/guard-attempts.ts';
import { AppError } from '../../rules/app-error.ts';
import type { LockoutPolicy } from '../../rules/guards/lockout.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import { hasTooManyBytes } from '../../rules/passwords/password-rules.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { isUnrelatedToCredentials, refund } from '../guards/address-reservation.ts';
import {
  addressLimitOf,
  addressSubjects,
  guardFor,
  limitExceeded,
  PENDING_RETRY_SECONDS,
  rejectIfLimitExceeded,
  subjectOf,
} from '../guards/limits.ts';
import { notifyAccountLocked } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { isOpen, rejectClosedAccount } from './reject-closed-account.ts';

export interface PasswordAttempt {
  /** The result of `canonicalIdentifier`. Attempts are counted for its account, or for an unknown identifier itself. */
  identifier: string;
  password: string;
  /** Finds the account of the identifier. Runs while the attempt is reserved in the limit of the client address. */
  findAccount: () => Promise<AccountRow | null>;
}

/**
 * The proof of a correct password. The use case that follows the check settles the attempt in the object of the
 * account. This resets the failures of the same class (`AttemptClass`). The use case also refunds the attempt to the
 * limit of the client address (`afterProof`). After that, the proof must be disposed. This closes the reservation in
 * this limit.
 */
export interface ProvedPassword extends Disposable {
  account: AccountRow;
  attempt: ReservedAttempt;
  /** Returns a hash with the current parameters and pepper if the stored hash has others, otherwise null. */
  rehash: () => string | null;
  /** Refunds the attempt to the limit of the address. `afterProof` calls it. */
  refund: () => Promise<void>;
}

/**
 * Checks a password. For an unknown identifier, the same calls are made and a hash is also computed, and the result is
 * that of a wrong password.
 * @throws AppError `LIMIT_EXCEEDED`, `ACCOUNT_LOCKED`, `WRONG_CREDENTIALS`, `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED`
 *   (the last two only after a correct password), `UNAVAILABLE`
 */
export async function checkPassword(ctx: Ctx, attempt: PasswordAttempt): Promise<ProvedPassword> {
  await rejectIfLimitExceeded(ctx, 'login');
  const subjects = addressSubjects(ctx, ctx.configuration.limits.login);
  const found = attempt.findAccount();
  // The promise is awaited below, after the reservation. This handler prevents an unhandled rejection before that.
  found.catch(() => undefined);
  const reserved = await addressLimitOf(ctx).reserve({ bucket: 'login', subjects });
  const close = () => reserved[Symbol.dispose]();
  try {
    if (!reserved.isAllowed) throw limitExceeded(ctx, 'login', reserved);
    const proof = await provePassword(ctx, attempt, await found);
    return { ...proof, refund: () => refund(reserved.reservation), [Symbol.dispose]: close };
  } catch (error) {
    // The error does not mean that the password is wrong, so the attempt is not counted in the limit of the address.
    if (isUnrelatedToCredentials(error)) await refund(reserved.reservation);
    close();
    throw error;
  }
}

/**
 * Runs the use case that follows a proof, and refunds the attempt to the limit of the address. The attempt is not
 * refunded if the use case reports a wrong password, for example because the password was replaced in the meantime.
 * @throws the errors of `work`
 */
export async function afterProof<Result>(
  proved: ProvedPassword,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work();
    await proved.refund();
    return result;
  } catch (error) {
    const isWrong =
      error instanceof AppError && (error.is('WRONG_CREDENTIALS') || error.is('WRONG_CURRENT_PASSWORD'));
    if (!isWrong) await proved.refund();
    throw error;
  }
}

async function provePassword(
  ctx: Ctx,
  { identifier, password }: PasswordAttempt,
  account: AccountRow | null,
) {
  const subject = subjectOf(ctx, identifier);
  const attempt = await reserveAttempt(ctx, subject, account);
  // During a hidden lock, the password is not checked (`ReservedAttempt.isHidden`).
  const isCorrect = isCorrectPassword(ctx, attempt.isHidden ? null : account, password);
  if (isCorrect && account && isOpen(ctx, account)) {
    return { account, attempt, rehash: () => rehashIfNeeded(ctx, account, password) };
  }
  if (account && isCorrect) {
    // The correct password of a closed account does not count as a failure. It resets the failures in the same way as a
    // sign-in.
    await ctx.objects.account(account.id).settleSuccess(attempt);
    rejectClosedAccount(ctx, account);
  }
  // The attempt is settled before the response, so that the failure is counted if the client tries again immediately.
  const policy = ctx.configuration.lockout;
  const { setsLock } = await guardFor(ctx, account, subject).settleFailure({ subject, attempt, policy });
  if (account) {
    const [type, detail] = attempt.isHidden
      ? (['login_refused', 'locked'] as const)
      : (['login_failed', 'wrong_password'] as const);
    recordEvents(ctx, [draftEvent(ctx, account.number, type, detail)]);
  }
  if (account && setsLock) reportLock(ctx, account);
  throw new AppError('WRONG_CREDENTIALS');
}

async function reserveAttempt(
  ctx: Ctx,
  subject: string,
  account: AccountRow | null,
): Promise<ReservedAttempt> {
  const { lockout } = ctx.configuration;
  const guard = guardFor(ctx, account, subject);
  const { addressBlock } = ctx.request;
  const result = await guard.reserveAttempt({ subject, addressBlock, policy: lockout });
  if (result.kind === 'reserved') return result.attempt;
  if (result.kind === 'busy') throw tooManyOpenAttempts(lockout);
  if (account) {
    recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', 'locked')]);
    if (result.isNew) reportLock(ctx, account);
  }
  const retryAfterSeconds = secondsUntil(result.lockedUntilMs, ctx.nowMs, lockout.lockMs);
  throw new AppError('ACCOUNT_LOCKED', { retryAfterSeconds });
}

/** Returns the error for an attempt that is rejected until the outcome of an open attempt is known. */
function tooManyOpenAttempts({ maxFailures }: LockoutPolicy): AppError {
  return new AppError('LIMIT_EXCEEDED', {
    name: 'open_attempts',
    max: maxFailures,
    windowSeconds: PENDING_RETRY_SECONDS,
    retryAfterSeconds: PENDING_RETRY_SECONDS,
  });
}

/** Returns whether the password is correct. A hash is computed even without an account, to take the same time. */
function isCorrectPassword(ctx: Ctx, account: AccountRow | null, password: string): boolean {
  const { pepper } = ctx.configuration;
  ctx.cost.hashes += 1;
  if (account?.passwordHash && !hasTooManyBytes(password)) {
    return verifyPassword(account.passwordHash, password, pepper);
  }
  computeUnusedHash(pepper);
  return false;
}

function reportLock(ctx: Ctx, account: AccountRow): void {
  recordEvents(ctx, [draftEvent(ctx, account.number, 'account_locked', 'too_many_failures')]);
  notifyAccountLocked(ctx, account);
}

function rehashIfNeeded(ctx: Ctx, account: AccountRow, password: string): string | null {
  const { pepper } = ctx.configuration;
  if (!account.passwordHash || !needsRehash(account.passwordHash, pepper)) return null;
  ctx.cost.hashes += 1;
  return hashPassword(password, pepper);
}
