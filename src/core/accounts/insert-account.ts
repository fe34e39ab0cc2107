/** Inserts a new account under a free user name. */
import { AppError } from '../../rules/app-error.ts';
import { type AccountRow, insertAccount, type NewAccount } from '../../store/accounts/accounts.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import type { Ctx } from '../request/context.ts';
import { freeUsernames } from './free-usernames.ts';

/** Attempts to insert an account while other requests take the same user names. */
const MAX_ATTEMPTS = 5;

/**
 * Inserts an account. A user name that the user did not choose gets a number when it is taken.
 * @throws AppError `EMAIL_TAKEN`, `USERNAME_TAKEN`, `UNAVAILABLE`; UniqueViolation on `users.plex_id`
 */
export async function insertNamedAccount(
  ctx: Ctx,
  wanted: NewAccount,
  { isChosen }: { isChosen: boolean },
): Promise<AccountRow> {
  let { username } = wanted;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    try {
      return await insertAccount(ctx.database, { ...wanted, username });
    } catch (error) {
      if (!(error instanceof UniqueViolation) || error.index === 'users.plex_id') throw error;
      if (error.index === 'users.email') throw new AppError('EMAIL_TAKEN');
      if (isChosen) throw new AppError('USERNAME_TAKEN');
    }
    username = await numberedUsername(ctx, wanted.username);
  }
  throw new AppError('USERNAME_TAKEN');
}

async function numberedUsername(ctx: Ctx, taken: string): Promise<string> {
  const [username = taken] = await freeUsernames(ctx, [taken], new Set([taken.toLowerCase()]));
  return username;
}
