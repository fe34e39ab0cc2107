/** One password attempt on one identifier: limited, reserved, hashed, answered. Every password door is this one. */
import { hashPassword, needsRehash, spendDummyHash, verifyPassword } from '../../crypto/password-hash.ts';
import type { AttemptClass } from '../../objects/guard-store.ts';
import { AppError } from '../../rules/app-error.ts';
import { secondsUntil } from '../../rules/guards/window-limit.ts';
import { tooManyBytes } from '../../rules/passwords/password-rules.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { guardFor, limitExceeded, refuseIfTripped, subjectOf } from '../guards/limits.ts';
import { notifyAccountLocked } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { refuseClosedAccount } from './refuse-closed-account.ts';

export interface PasswordAttempt {
  identifier: string;
  password: string;
  find: () => Promise<AccountRow | null>;
}

/** A right password; its attempt is settled by the session that begins with it, then given back to the address. */
export interface ProvedPassword extends Disposable {
  account: AccountRow;
  attemptClass: AttemptClass;
  /** A hash to keep instead, where the stored one is of other parameters: costs a hash, so it is made on demand. */
  rehash: () => string | null;
  giveBack: () => Promise<void>;
}

/**
 * Checks a password. An unknown identifier takes the same calls, the same hash and the same answer.
 * @throws AppError `LIMIT_EXCEEDED`, `ACCOUNT_LOCKED`, `WRONG_CREDENTIALS`, `ACCOUNT_DEACTIVATED`,
 *   `ACCOUNT_EXPIRED` (the last two only after the right password), `UNAVAILABLE`
 */
export async function checkPassword(ctx: Ctx, attempt: PasswordAttempt): Promise<ProvedPassword> {
  await refuseIfTripped(ctx, 'login', [ctx.request.addressBlock]);
  const guard = ctx.objects.addressLimit(ctx.request.addressBlock);
  const [address, account] = await Promise.all([
    guard.reserve('login', ctx.configuration.limits.login),
    attempt.find(),
  ]);
  const release = () => address[Symbol.dispose]();
  try {
    if (!address.allowed) throw limitExceeded(ctx, 'login', address.window);
    const proof = await provePassword(ctx, attempt, account);
    return { ...proof, giveBack: () => giveBack(address.reservation), [Symbol.dispose]: release };
  } catch (error) {
    release();
    throw error;
  }
}

/** A refund that fails leaves the address one attempt poorer; the login that earned it stands. */
async function giveBack(reservation: { refund(): Promise<void> }): Promise<void> {
  try {
    await reservation.refund();
  } catch (error) {
    console.error({ message: 'An attempt was not given back', error: String(error) });
  }
}

async function provePassword(
  ctx: Ctx,
  { identifier, password }: PasswordAttempt,
  account: AccountRow | null,
) {
  const reserved = await reserveAttempt(ctx, identifier, account);
  const matches = compare(ctx, account, password);
  if (!matches || !account) throw wrongCredentials(ctx, account, reserved.isLast);
  refuseClosedAccount(ctx, account);
  return { account, attemptClass: reserved.attemptClass, rehash: () => freshHash(ctx, account, password) };
}

async function reserveAttempt(ctx: Ctx, identifier: string, account: AccountRow | null) {
  const subject = subjectOf(identifier.toLowerCase());
  const door = guardFor(ctx, account, subject);
  const answer = await door.reserveAttempt(subject, ctx.request.addressBlock, ctx.configuration.lockout);
  if (answer.kind === 'reserved') return answer;
  if (account) recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', 'locked')]);
  const { lockMs } = ctx.configuration.lockout;
  const retryAfterSeconds = secondsUntil(answer.lockedUntilMs, ctx.nowMs, lockMs);
  throw new AppError('ACCOUNT_LOCKED', { retryAfterSeconds });
}

function compare(ctx: Ctx, account: AccountRow | null, password: string): boolean {
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
