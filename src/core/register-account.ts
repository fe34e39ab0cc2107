/** A new account with its first session. */
import { v7 as uuid } from 'uuid';
import { hashPassword } from '../crypto/password-hash.ts';
import { AppError } from '../rules/app-error.ts';
import { registrationPasswordProblems } from '../rules/password-rules.ts';
import { UniqueViolation } from '../store/database.ts';
import { type AccountRow, insertAccount, type NewAccount, takenUsernames } from '../store/users.ts';
import { beginSession, type ClientFacts, type SignedIn } from './begin-session.ts';
import type { Ctx } from './context.ts';
import { refuseIfTripped, spendAddressLimit } from './limits.ts';

export interface RegisterInput {
  email: string;
  password: string;
  username?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  timeZone?: string | undefined;
  client: ClientFacts;
}

/** Numbers tried after a user name; more namesakes than that at one moment is nobody's name. */
const NAMESAKES = 200;
const RACES_FOR_A_NAME = 5;

/**
 * Creates an account; of any number of calls for one address one succeeds.
 * @throws AppError `LIMIT_EXCEEDED`, `INVALID_INPUT` (weak password), `EMAIL_TAKEN`, `USERNAME_TAKEN`, `UNAVAILABLE`
 */
export async function registerAccount(ctx: Ctx, input: RegisterInput): Promise<SignedIn> {
  await refuseIfTripped(ctx, 'register', [ctx.request.addressBlock]);
  await spendAddressLimit(ctx, 'register');
  const { email, password, client } = input;
  const username = input.username ?? email.split('@', 1)[0] ?? email;
  const problems = registrationPasswordProblems(password, { email, username });
  if (problems.length > 0) {
    throw new AppError('INVALID_INPUT', {
      problems: problems.map((message) => ({ field: 'password', message })),
    });
  }
  ctx.cost.hashes += 1;
  const account = await insertUnderFreeName(ctx, input, {
    id: uuid(),
    email,
    username,
    passwordHash: hashPassword(password, ctx.configuration.pepper),
    createdAtMs: ctx.nowMs,
    ...(input.firstName !== undefined && { firstName: input.firstName }),
    ...(input.lastName !== undefined && { lastName: input.lastName }),
    ...(input.timeZone !== undefined && { timeZone: input.timeZone }),
  });
  return beginSession(ctx, { account, client, event: 'registered' });
}

async function insertUnderFreeName(ctx: Ctx, input: RegisterInput, wanted: NewAccount): Promise<AccountRow> {
  let username = wanted.username;
  for (let race = 0; race < RACES_FOR_A_NAME; race += 1) {
    try {
      return await insertAccount(ctx.database, { ...wanted, username });
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error;
      if (error.index === 'users.email') throw new AppError('EMAIL_TAKEN');
      if (input.username !== undefined) throw new AppError('USERNAME_TAKEN');
    }
    username = await nextFreeName(ctx, wanted.username);
  }
  throw new AppError('USERNAME_TAKEN');
}

async function nextFreeName(ctx: Ctx, base: string): Promise<string> {
  const candidates = Array.from({ length: NAMESAKES }, (_, at) => `${base}${at + 2}`);
  const taken = await takenUsernames(ctx.database, candidates);
  const free = candidates.find((candidate) => !taken.has(candidate.toLowerCase()));
  if (!free) throw new AppError('USERNAME_TAKEN');
  return free;
}
