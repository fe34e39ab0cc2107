/** The reads and writes of an import of accounts. A write has one statement for up to 250 rows. */
import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import {
  ADDABLE_FIELDS,
  type Additions,
  type KnownAccounts,
} from '../../rules/administration/account-import.ts';
import type { SecurityEventType } from '../../rules/sessions/account-change.ts';
import type { Database, Statement } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { users } from '../database/schema.ts';
import type { AccountRow } from './accounts.ts';

const INSERTED_FIELDS = [
  'id',
  'email',
  'username',
  'firstName',
  'lastName',
  'passwordHash',
  'timeZone',
  'role',
  'isActive',
  'isVerified',
  'isPremium',
  'premiumUntilMs',
  'expiresAtMs',
  'createdAtMs',
  'updatedAtMs',
  'plexId',
  'phone',
  'city',
  'country',
] as const;
/** The rows of a statement are one parameter. D1 accepts parameters of at most 2 MB, and a row has at most a few KB. */
const ROWS_PER_STATEMENT = 250;

export type InsertedAccount = Pick<AccountRow, (typeof INSERTED_FIELDS)[number]>;

export interface ImportEvent {
  id: string;
  accountId: string;
  type: SecurityEventType;
  detail: string;
}

export interface ImportWrites {
  accounts: InsertedAccount[];
  additions: { number: number; fields: Additions }[];
  /** An event is not written if its account does not exist after the inserts. */
  events: ImportEvent[];
  /** The account number of the administrator who imports; null for an operator. */
  actor: number | null;
  /** The client of the request, which is recorded with each event. */
  client: { address: string | null; userAgent: string | null; country: string | null };
  nowMs: number;
}

/**
 * Finds the existing accounts that may conflict with the rows, and the requested user names that are already used, in
 * lower case. Deleted accounts are ignored.
 * @throws AppError `UNAVAILABLE`
 */
export async function findImportConflicts(
  database: Database,
  imported: { emails: string[]; plexIds: string[]; usernames: string[] },
): Promise<KnownAccounts & { takenNames: Set<string> }> {
  const [accounts, owners, names] = await database.batch([
    existingAccountsStatement(database, imported.emails),
    plexOwnersStatement(database, imported.plexIds),
    usernamesStatement(database, sql`IN ${listSubquery(imported.usernames)}`),
  ]);
  return {
    byEmail: new Map(accounts.map((account) => [account.email ?? '', account])),
    plexOwners: new Map(owners.map(({ plexId, number }) => [plexId ?? '', number])),
    takenNames: lowerCaseUsernames(names),
  };
}

/**
 * Finds existing user names that consist of a base and a number from 2 to `last`. Returns the names in lower case.
 * @throws AppError `UNAVAILABLE`
 */
export async function findTakenNumberedNames(
  database: Database,
  bases: string[],
  last: number,
): Promise<Set<string>> {
  const numbers = Array.from({ length: last - 1 }, (_, at) => at + 2);
  const candidates = sql`(SELECT base.value || number.value FROM json_each(${JSON.stringify(bases)}) AS base
    CROSS JOIN json_each(${JSON.stringify(numbers)}) AS number)`;
  const [names] = await database.batch([usernamesStatement(database, sql`IN ${candidates}`)]);
  return lowerCaseUsernames(names);
}

/**
 * Writes an import in one transaction and one round trip. Returns the ids of the accounts that were inserted. An
 * account is not inserted if another account now has its e-mail address, user name or Plex id. Additions fill only
 * empty fields of existing accounts.
 * @throws AppError `UNAVAILABLE`
 * @throws UniqueViolation on `users.plex_id` when another account now has an added Plex id
 */
export async function writeImport(database: Database, writes: ImportWrites): Promise<Set<string>> {
  const ids = writes.accounts.map(({ id }) => id);
  const insertedQuery = database
    .select({ id: users.id })
    .from(users)
    .where(sql`${users.id} IN ${listSubquery(ids)}`);
  const statements: Statement[] = [
    ...chunksOf(writes.accounts).map((rows) => insertAccountsStatement(rows)),
    ...chunksOf(writes.additions).map((rows) => addFieldsStatement(rows, writes.nowMs)),
    ...chunksOf(writes.events).map((rows) => insertEventsStatement(rows, writes)),
  ];
  const results = await database.batch([...statements, insertedQuery]);
  const rows: { id: string }[] = results.at(-1);
  return new Set(rows.map(({ id }) => id));
}

/**
 * The accounts with these addresses that are not deleted. The password hash of an account that has a password is
 * replaced by `set`.
 */
function existingAccountsStatement(database: Database, emails: string[]) {
  const { number, id, email, isVerified, lastLoginAtMs, firstName, lastName, phone, city, country, plexId } =
    users;
  const passwordHash = sql<string | null>`iif(${users.passwordHash} <> '', 'set', NULL)`.as('has_password');
  return database
    .select({
      ...{ number, id, email, isVerified, lastLoginAtMs, passwordHash },
      ...{ firstName, lastName, phone, city, country, plexId },
    })
    .from(users)
    .where(and(sql`${email} IN ${listSubquery(emails)}`, isNull(users.deletedAtMs)));
}

function plexOwnersStatement(database: Database, plexIds: string[]) {
  const { plexId, number, deletedAtMs } = users;
  return database
    .select({ plexId, number })
    .from(users)
    .where(and(sql`${plexId} IN ${listSubquery(plexIds)}`, isNotNull(plexId), isNull(deletedAtMs)));
}

function usernamesStatement(database: Database, isOneOf: SQL) {
  return database
    .select({ username: users.username })
    .from(users)
    .where(and(sql`username COLLATE NOCASE ${isOneOf}`, isNull(users.deletedAtMs)));
}

function insertAccountsStatement(accounts: InsertedAccount[]): Statement {
  const columns = sql.join(
    INSERTED_FIELDS.map((field) => sql.identifier(users[field].name)),
    sql`, `,
  );
  const values = sql.raw(INSERTED_FIELDS.map((_, at) => `value->>${at}`).join(', '));
  const rows = JSON.stringify(accounts.map((account) => INSERTED_FIELDS.map((field) => account[field])));
  // Without WHERE true, SQLite parses ON CONFLICT as a join condition.
  return plainStatement(
    sql`INSERT INTO users (${columns}) SELECT ${values} FROM json_each(${rows}) WHERE true ON CONFLICT DO NOTHING`,
  );
}

/** Fills the empty fields of existing accounts. A field that has a value does not change. */
function addFieldsStatement(additions: ImportWrites['additions'], nowMs: number): Statement {
  const sets = ADDABLE_FIELDS.map((field, at) => {
    const column = sql.identifier(users[field].name);
    return sql`${column} = coalesce(nullif(users.${column}, ''), addition.value->>${sql.raw(String(at + 1))}, users.${column})`;
  });
  const rows = additions.map(({ number, fields }) => [
    number,
    ...ADDABLE_FIELDS.map((field) => fields[field] ?? null),
  ]);
  return plainStatement(
    sql`UPDATE users SET ${sql.join(sets, sql`, `)}, updated_at = ${nowMs}
      FROM json_each(${JSON.stringify(rows)}) AS addition
      WHERE users.number = addition.value->>0 AND users.deleted_at IS NULL`,
  );
}

function insertEventsStatement(events: ImportEvent[], { actor, client, nowMs }: ImportWrites): Statement {
  const rows = JSON.stringify(events.map(({ id, accountId, type, detail }) => [id, accountId, type, detail]));
  const shared = JSON.stringify([client.address, client.userAgent, client.country, nowMs, actor]);
  return plainStatement(
    sql`INSERT INTO security_events (id, owner, type, detail, address, user_agent, country, created_at, actor)
      SELECT event.value->>0, users.number, event.value->>2, event.value->>3,
        shared.value->>0, shared.value->>1, shared.value->>2, shared.value->>3, shared.value->>4
      FROM json_each(${rows}) AS event, json_each(${`[${shared}]`}) AS shared
      CROSS JOIN users ON users.id = event.value->>1`,
  );
}

/** A subquery of the values. All values are one parameter. */
function listSubquery(values: string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

function lowerCaseUsernames(names: { username: string }[]): Set<string> {
  return new Set(names.map(({ username }) => username.toLowerCase()));
}

function chunksOf<Item>(items: Item[]): Item[][] {
  const count = Math.ceil(items.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, at) =>
    items.slice(at * ROWS_PER_STATEMENT, (at + 1) * ROWS_PER_STATEMENT),
  );
}
