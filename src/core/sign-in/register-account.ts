/** Registers an account and begins its first session. */
import { v7 as uuid } from 'uuid';
import { hashPassword } from '../../crypto/password-hash.ts';
import type { PasswordStyle } from '../../rules/passwords/password-rules.ts';
import type { NewAccount } from '../../store/accounts/accounts.ts';
import { insertNamedAccount } from '../accounts/insert-account.ts';
import { countAddressCall, rejectIfLimitExceeded } from '../guards/limits.ts';
import { rejectWeakPassword } from '../passwords/reject-weak-password.ts';
import type { Ctx } from '../request/context.ts';
import { beginSession, type ClientFacts, type SignedIn } from '../sessions/begin-session.ts';

export interface RegisterInput {
  email: string;
  password: string;
  username?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  timeZone?: string | undefined;
  /** Fields that only some contracts have. */
  profile?: Pick<NewAccount, 'phone' | 'city' | 'country'>;
  /** The rules of the contract for a first password. */
  passwordStyle: PasswordStyle;
  client: ClientFacts;
}

/**
 * Creates an account and begins its first session. If several concurrent calls have the same e-mail address, at most
 * one call succeeds. Without a user name, the part of the e-mail address before `@` becomes the user name, with a
 * number if this name is taken. If the session cannot begin, the account remains.
 * @throws AppError `LIMIT_EXCEEDED`, `INVALID_INPUT` (weak password), `EMAIL_TAKEN`, `USERNAME_TAKEN` for the user name
 *   in the input, `UNAVAILABLE`
 */
export async function registerAccount(ctx: Ctx, input: RegisterInput): Promise<SignedIn> {
  await rejectIfLimitExceeded(ctx, 'register');
  await countAddressCall(ctx, 'register');
  const { email, password, client } = input;
  const username = input.username ?? email.split('@', 1)[0] ?? email;
  const style = input.passwordStyle;
  await rejectWeakPassword(ctx, { field: 'password', password, style, account: { email, username } });
  ctx.cost.hashes += 1;
  const account = await insertNamedAccount(
    ctx,
    {
      id: uuid(),
      email,
      username,
      passwordHash: hashPassword(password, ctx.configuration.pepper),
      createdAtMs: ctx.nowMs,
      ...(input.firstName !== undefined && { firstName: input.firstName }),
      ...(input.lastName !== undefined && { lastName: input.lastName }),
      ...(input.timeZone !== undefined && { timeZone: input.timeZone }),
      ...input.profile,
    },
    { isUsernameChosen: input.username !== undefined },
  );
  return beginSession(ctx, { account, client, event: 'registered' });
}
