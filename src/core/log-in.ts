/** Signing in with e-mail and password. */
import { findAccountByEmail } from '../store/users.ts';
import { beginSession, type ClientFacts, type SignedIn } from './begin-session.ts';
import { checkPassword } from './check-password.ts';
import type { Ctx } from './context.ts';

export interface LogInInput {
  email: string;
  password: string;
  client: ClientFacts;
}

/**
 * Signs in and begins a session.
 * @throws AppError as `checkPassword` and `beginSession` do
 */
export async function logIn(ctx: Ctx, { email, password, client }: LogInInput): Promise<SignedIn> {
  const find = () => findAccountByEmail(ctx.database, email);
  using proved = await checkPassword(ctx, { identifier: email, password, find });
  const { account, attemptClass, rehash } = proved;
  const signedIn = await beginSession(ctx, {
    account,
    client,
    event: 'login_succeeded',
    attemptClass,
    rehash,
  });
  await proved.giveBack();
  return signedIn;
}
