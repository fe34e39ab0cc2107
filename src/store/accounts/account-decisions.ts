/**
 * Applies a decision about an account to D1, in one transaction. The account's row stores the id of the last decision.
 * The other statements of the batch take effect only if this id is the id of the decision that is applied. If the last
 * decision is applied again, it only ends selected sessions that have begun in the meantime.
 */
import { and, eq, gt, isNotNull, isNull, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { AccountDecision, SessionSelection } from '../../rules/accounts/account-decision.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { sessions, users } from '../database/schema.ts';
import { insertEventsStatement } from '../security-log/security-events.ts';
import { notLastAdminCondition } from './account-lists.ts';
import type { AccountRow } from './accounts.ts';

/** The values that the account's object stores after a decision. Null if the decision was not applied. */
export type DecidedAccount = { isOpen: boolean; expiresAtMs: number | null } | null;

/**
 * Applies the decision if its condition is true. If the decision is already the last decision of the account, its
 * condition is not checked again, and the current values are returned.
 * @throws AppError `UNAVAILABLE`
 * @throws UniqueViolation when another account has the e-mail address, user name or Plex id
 */
export async function applyAccountDecision(
  database: Database,
  decision: AccountDecision,
): Promise<DecidedAccount> {
  const isApplied = isAppliedCondition(decision);
  const results = await database.batch([
    updateStatement(database, decision),
    ...(decision.ends ? [endSessionsStatement(database, decision, decision.ends, isApplied)] : []),
    ...(decision.events.length > 0 ? [insertEventsStatement(decision.events, isApplied)] : []),
    resultStatement(decision),
  ]);
  const [account] = results.at(-1) as unknown as DecidedAccount[];
  return account ?? null;
}

/**
 * Finds accounts that were closed (deleted or deactivated) before `beforeMs` and whose object has not confirmed the
 * closing, in random order. If the objects of some accounts do not respond, the other accounts are therefore still
 * found.
 * @throws AppError `UNAVAILABLE`
 */
export async function findUnconfirmedClosings(
  database: Database,
  beforeMs: number,
  limit: number,
): Promise<AccountRow[]> {
  const isUnconfirmed = and(
    isNotNull(users.closingUnconfirmedAtMs),
    lt(users.closingUnconfirmedAtMs, beforeMs),
  );
  const query = database.select().from(users).where(isUnconfirmed).orderBy(sql`random()`).limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}

function updateStatement(database: Database, { id, owner, atMs, set, condition, closes }: AccountDecision) {
  const reopens = set.isActive === true || set.deletedAtMs === null;
  return database
    .update(users)
    .set({
      ...set,
      ...(Object.keys(set).length > 0 && { updatedAtMs: atMs }),
      lastDecision: id,
      ...(closes && { closingUnconfirmedAtMs: atMs }),
      ...(reopens && { closingUnconfirmedAtMs: null }),
    })
    .where(
      and(
        eq(users.number, owner),
        sql`${users.lastDecision} IS NOT ${id}`,
        condition.isDeleted === undefined ? undefined : deletionCondition(condition.isDeleted),
        condition.isClosed && or(isNotNull(users.deletedAtMs), not(eq(users.isActive, true))),
        condition.isNotLastAdmin && notLastAdminCondition(owner, atMs),
      ),
    );
}

function endSessionsStatement(
  database: Database,
  { owner, atMs }: AccountDecision,
  { sessions: selection, reason }: NonNullable<AccountDecision['ends']>,
  isApplied: SQL,
) {
  return database
    .update(sessions)
    .set({ endedAtMs: atMs, endedReason: reason })
    .where(
      and(
        eq(sessions.owner, owner),
        isNull(sessions.endedAtMs),
        gt(sessions.expiresAtMs, atMs),
        selectionCondition(selection),
        isApplied,
      ),
    );
}

/** Selects the account if this decision is the last decision that was applied to it. */
function resultStatement({ id, owner }: AccountDecision) {
  return plainStatement(
    sql`SELECT is_active AND deleted_at IS NULL AS is_open, expires_at FROM ${users}
      WHERE number = ${owner} AND last_decision = ${id}`,
    ([isOpen, expiresAtMs]): NonNullable<DecidedAccount> => ({
      isOpen: isOpen === 1,
      expiresAtMs: expiresAtMs as number | null,
    }),
  );
}

/** The condition that this decision is the last decision that was applied to its account. */
function isAppliedCondition({ id, owner }: AccountDecision): SQL {
  return sql`EXISTS (SELECT 1 FROM ${users} AS decided WHERE decided.number = ${owner} AND decided.last_decision = ${id})`;
}

function deletionCondition(isDeleted: boolean) {
  return isDeleted ? isNotNull(users.deletedAtMs) : isNull(users.deletedAtMs);
}

function selectionCondition(selection: SessionSelection) {
  if (selection === 'all') return undefined;
  return 'only' in selection ? eq(sessions.id, selection.only) : ne(sessions.id, selection.except);
}
