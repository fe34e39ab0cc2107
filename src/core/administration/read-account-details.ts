/** Reads the data of one account for administrators, also if the account is deleted. */
import type { StoredFailures } from '../../objects/guard-attempts.ts';
import { type SignInObstacle, signInObstacles } from '../../rules/administration/sign-in-obstacles.ts';
import { AppError } from '../../rules/app-error.ts';
import { anyAccountByNumberStatement } from '../../store/accounts/account-lists.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { browseLogStatement, type LogEntry } from '../../store/security-log/log-browser.ts';
import { ownSessionsStatement, type SessionRow } from '../../store/sessions/sessions.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { newestEntries } from './browse-security-log.ts';

export interface AccountDetails {
  account: AccountRow;
  /** The live sessions, newest first, at most 100. */
  sessions: SessionRow[];
  /** The newest entries of the security log, at most 50. */
  entries: LogEntry[];
  /** The reasons why the owner cannot sign in. */
  obstacles: SignInObstacle[];
  /** The failed sign-ins in a row, and the locks. */
  failures: StoredFailures[];
}

/**
 * An account has at most 100 live sessions that began with a sign-in. Telegram links and personal tokens are not
 * counted in this limit. If an account has more than 100 live sessions of all kinds, the oldest are not shown.
 */
const SESSIONS_SHOWN = 100;
const ENTRY_BOUNDS = { limit: 50, inspected: 51 };
const NO_FILTERS = { type: null, address: null, fromMs: null, untilMs: null, isCausedByAdministrator: false };

/**
 * Reads an account in one round trip to D1, and the failed sign-ins in a second round trip from the account's object.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function readAccountDetails(ctx: Ctx, { number }: { number: number }): Promise<AccountDetails> {
  const { database, nowMs } = ctx;
  const page = { limit: SESSIONS_SHOWN, after: undefined };
  const { results } = await readAsAdmin(ctx, [
    anyAccountByNumberStatement(database, number),
    ownSessionsStatement(database, number, { nowMs, endedSinceMs: null }, page),
    browseLogStatement({ ...NO_FILTERS, owner: number }, null, ENTRY_BOUNDS),
  ]);
  const [accounts, sessions, entries] = results;
  const account = accounts[0];
  if (!account) throw new AppError('NOT_FOUND');
  const failures = await ctx.objects.account(account.id).readFailures();
  return {
    account,
    sessions: sessions.slice(0, SESSIONS_SHOWN),
    entries: newestEntries(entries, ENTRY_BOUNDS.limit),
    obstacles: signInObstacles(account, failures, nowMs),
    failures,
  };
}
