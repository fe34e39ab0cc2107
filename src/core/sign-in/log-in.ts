/** Signs in with a password. */
import { canonicalIdentifier } from '../../rules/accounts/identifier.ts';
import { findAccountByEmail, findAccountByIdentifier } from '../../store/accounts/accounts.ts';
import { afterProof, checkPassword } from '../credentials/check-password.ts';
import type { Ctx } from '../request/context.ts';
import { beginSession, type ClientFacts, type SignedIn } from '../sessions/begin-session.ts';

export interface LogInInput {
  /** The e-mail address or user name exactly as the user typed it. */
  identifier: string;
  /** The identifiers that the contract accepts. */
  by: 'email' | 'email or user name';
  password: string;
  client: ClientFacts;
}

/**
 * Signs in and begins a session.
 * @throws AppError with the codes of `checkPassword` and `beginSession`
 */
export async function logIn(ctx: Ctx, { by, password, client, ...sent }: LogInInput): Promise<SignedIn> {
  const identifier = canonicalIdentifier(sent.identifier);
  const lookUp = by === 'email' ? findAccountByEmail : findAccountByIdentifier;
  const findAccount = () => lookUp(ctx.database, identifier);
  using proved = await checkPassword(ctx, { identifier, password, findAccount });
  const { account, attempt, rehash } = proved;
  return await afterProof(proved, () =>
    beginSession(ctx, {
      account,
      client,
      event: 'login_succeeded',
      attempt,
      rehash: rehash(),
      isPasswordProved: true,
    }),
  );
}
