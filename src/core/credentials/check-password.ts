/** Checks one password for one identifier. Every use case that checks a password calls this one. */
import { hashPassword, needsRehash, spendDummyHash, verifyPassword } from '../../crypto/password-hash.ts';
import type { AttemptClass } from '../../objects/guard-store.ts';
import { AppError } from '../../rules/app-error.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import { tooManyBytes } from '../../rules/passwords/password-rules.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { guardFor, limitExceeded, rejectIfTripped, subjectOf } from '../guards/limits.ts';
import { notifyAccountLocked } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { rejectClosedAccount } from './reject-closed-account.ts';

export interface PasswordAttempt {
  /** The identifier as the client sent it; attempts are counted for its lower case. */
  identifier: string;
  password: string;
  /** Looks up the account of the identifier. Runs together with the reservation of the address. */
  find: () => Promise<AccountRow | null>;
}

/**
 * A correct password. The use case that follows resets the failed attempts of the account and refunds the attempt of
 * the address. Disposing it closes the reservation of the address: the outcome is known.
 */
export interface ProvedPassword extends Disposable {
  account: AccountRow;
  attemptClass: AttemptClass;
  /** A hash with the current parameters when the stored one has others, otherwise null. Computed only when called. */
  rehash: () => string | null;
  /** Takes the attempt back from the limit of the address. Called once the use case has succeeded. */
  refund: () => Promise<void>;
}

/**
 * Checks a password. An unknown identifier costs the same calls and the same hash, and has the same result.
 * @throws AppError `LIMIT_EXCEEDED`, `ACCOUNT_LOCKED`, `WRONG_CREDENTIALS`, `ACCOUNT_DEACTIVATED`,
 *   `ACCOUNT_EXPIRED` (these two only after a correct password), `UNAVAILABLE`
 */
export async function checkPassword(ctx: Ctx, attempt: PasswordAttempt): Promise<ProvedPassword> {
  await rejectIfTripped(ctx, 'login', [ctx.request.addressBlock]);
  const addressLimit = ctx.objects.addressLimit(ctx.request.addressBlock);
  const [reserved, account] = await Promise.all([
    addressLimit.reserve({ bucket: 'login', limit: ctx.configuration.limits.login }),
    attempt.find(),
  ]);
  const close = () => reserved[Symbol.dispose]();
  try {
    if (!reserved.allowed) throw limitExceeded(ctx, 'login', reserved.window);
    const proof = await provePassword(ctx, attempt, account);
    return { ...proof, refund: () => refund(reserved.reservation), [Symbol.dispose]: close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The login stays valid when the refund fails: the address then has one attempt less. */
async function refund(reservation: { refund(): Promise<void> }): Promise<void> {
  try {
    await reservation.refund();
  } catch (error) {
    console.error({ message: 'A login attempt was not refunded', error: String(error) });
  }
}

async function provePassword(
  ctx: Ctx,
  { identifier, password }: PasswordAttempt,
  account: AccountRow | null,
) {
  const reserved = await reserveAttempt(ctx, identifier, account);
  const matches = isMatch(ctx, account, password);
  if (!matches || !account) throw wrongCredentials(ctx, account, reserved.isLast);
  rejectClosedAccount(ctx, account);
  return { account, attemptClass: reserved.attemptClass, rehash: () => freshHash(ctx, account, password) };
}

async function reserveAttempt(ctx: Ctx, identifier: string, account: AccountRow | null) {
  const subject = subjectOf(ctx, identifier.toLowerCase());
  const guard = guardFor(ctx, account, subject);
  const result = await guard.reserveAttempt({
    subject,
    addressBlock: ctx.request.addressBlock,
    policy: ctx.configuration.lockout,
  });
  if (result.kind === 'reserved') return result;
  if (account) recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', 'locked')]);
  const { lockMs } = ctx.configuration.lockout;
  const retryAfterSeconds = secondsUntil(result.lockedUntilMs, ctx.nowMs, lockMs);
  throw new AppError('ACCOUNT_LOCKED', { retryAfterSeconds });
}

function isMatch(ctx: Ctx, account: AccountRow | null, password: string): boolean {
  const { pepper } = ctx.configuration;
  ctx.cost.hashes += 1;
  if (account?.passwordHash && !tooManyBytes(password)) {
    return verifyPassword(account.passwordHash, password, pepper);
  }
  spendDummyHash(pepper);
  return false;
}

function wrongCredentials(ctx: Ctx, account: AccountRow | null, isLast: boolean): AppError {
  if (account) {
    const failed = draftEvent(ctx, account.number, 'login_failed', 'wrong_password');
    const locked = draftEvent(ctx, account.number, 'account_locked', 'too_many_failures');
    recordEvents(ctx, isLast ? [failed, locked] : [failed]);
    if (isLast) notifyAccountLocked(ctx, account);
  }
  return new AppError('WRONG_CREDENTIALS');
}

function freshHash(ctx: Ctx, account: AccountRow, password: string): string | null {
  const { pepper } = ctx.configuration;
  if (!account.passwordHash || !needsRehash(account.passwordHash, pepper)) return null;
  ctx.cost.hashes += 1;
  return hashPassword(password, pepper);
}
