/** A new account under a user name that is free. */
import { AppError } from '../../rules/app-error.ts';
import {
  type AccountRow,
  findTakenUsernames,
  insertAccount,
  type NewAccount,
} from '../../store/accounts/accounts.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import type { Ctx } from '../request/context.ts';

/** Numbers tried after a user name; more namesakes than that at one moment is nobody's name. */
const NAMESAKES = 200;
const RACES_FOR_A_NAME = 5;

/**
 * Inserts an account; a name that nobody chose gets a number when it is taken.
 * @throws AppError `EMAIL_TAKEN`, `USERNAME_TAKEN`, `UNAVAILABLE`; UniqueViolation on `users.plex_id`
 */
export async function insertNamedAccount(
  ctx: Ctx,
  wanted: NewAccount,
  { isChosen }: { isChosen: boolean },
): Promise<AccountRow> {
  let { username } = wanted;
  for (let race = 0; race < RACES_FOR_A_NAME; race += 1) {
    try {
      return await insertAccount(ctx.database, { ...wanted, username });
    } catch (error) {
      if (!(error instanceof UniqueViolation) || error.index === 'users.plex_id') throw error;
      if (error.index === 'users.email') throw new AppError('EMAIL_TAKEN');
      if (isChosen) throw new AppError('USERNAME_TAKEN');
    }
    username = await nextFreeName(ctx, wanted.username);
  }
  throw new AppError('USERNAME_TAKEN');
}

async function nextFreeName(ctx: Ctx, base: string): Promise<string> {
  const candidates = Array.from({ length: NAMESAKES }, (_, at) => `${base}${at + 2}`);
  const taken = await findTakenUsernames(ctx.database, candidates);
  const free = candidates.find((candidate) => !taken.has(candidate.toLowerCase()));
  if (!free) throw new AppError('USERNAME_TAKEN');
  return free;
}
