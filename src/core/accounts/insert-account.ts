/** Inserts a new account, and finds a free user name for a new or restored account. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import {
  type AccountRow,
  findAccountByEmail,
  insertAccount,
  type NewAccount,
} from '../../store/accounts/accounts.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import type { Ctx } from '../request/context.ts';
import { findFreeUsernames, randomUsername } from './free-usernames.ts';

/**
 * The number of attempts with the lowest free number. Of concurrent requests that compute the same number, only one
 * succeeds.
 */
const NUMBERED_ATTEMPTS = 2;
/** The number of attempts with a random number. A concurrent request is very unlikely to compute the same number. */
const RANDOM_ATTEMPTS = 3;

/**
 * Inserts an account. If the user name is taken and the user did not choose it (`isUsernameChosen`), a number is added
 * to the name. If both the e-mail address and the user name are taken, the error is `EMAIL_TAKEN`.
 * @throws AppError `EMAIL_TAKEN`, `USERNAME_TAKEN` for a name that the user chose, `UNAVAILABLE`; UniqueViolation on
 *   `users.plex_id`
 */
export async function insertNamedAccount(
  ctx: Ctx,
  wanted: NewAccount,
  { isUsernameChosen }: { isUsernameChosen: boolean },
): Promise<AccountRow> {
  return withFreeUsername(ctx, wanted.username, async (username) => {
    try {
      return await insertAccount(ctx.database, {
        ...wanted,
        username,
        // A later sign-in updates the user name from Plex only if the user name equals `plexUsername`. The added number
        // is therefore included in `plexUsername`.
        ...(wanted.plexUsername && { plexUsername: username }),
      });
    } catch (error) {
      if (!(error instanceof UniqueViolation) || error.index === 'users.plex_id') throw error;
      if (error.index === 'users.email') throw new AppError('EMAIL_TAKEN');
      if (isUsernameChosen) throw await emailOrUsernameTakenError(ctx, wanted.email ?? null);
      return null;
    }
  });
}

/**
 * Calls `write` with the requested user name, then with this name and a number, until the result is not null. A null
 * result means that the name is taken.
 * @throws AppError `UNAVAILABLE` if all 6 names are taken, and the errors of `write`
 */
export async function withFreeUsername<Written>(
  ctx: Ctx,
  wanted: string,
  write: (username: string) => Promise<Written | null>,
): Promise<Written> {
  let username = wanted;
  for (let attempt = 1; attempt <= 1 + NUMBERED_ATTEMPTS + RANDOM_ATTEMPTS; attempt += 1) {
    const written = await write(username);
    if (written !== null) return written;
    username =
      attempt <= NUMBERED_ATTEMPTS ? await findNumberedUsername(ctx, wanted) : randomUsername(wanted);
  }
  throw unavailable();
}

/**
 * Returns the error for a taken address or user name. SQLite reports only one violated index, so the address is looked
 * up: the client must receive `EMAIL_TAKEN` if the address is also taken.
 */
async function emailOrUsernameTakenError(ctx: Ctx, email: string | null): Promise<AppError> {
  const otherAccount = email === null ? null : await findAccountByEmail(ctx.database, email);
  return new AppError(otherAccount ? 'EMAIL_TAKEN' : 'USERNAME_TAKEN');
}

async function findNumberedUsername(ctx: Ctx, taken: string): Promise<string> {
  const [username = taken] = await findFreeUsernames(ctx, [taken], new Set([taken.toLowerCase()]));
  return username;
}
