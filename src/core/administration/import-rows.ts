/**
 * Imports accounts. Used by the use case of administrators and by the command of an operator, which runs without a
 * request.
 */
import { v7 as uuid } from 'uuid';
import { describeImportableHashes, importedForm, isImportable } from '../../crypto/imported-hash.ts';
import {
  type ImportedAccount,
  type ImportStep,
  planImport,
} from '../../rules/administration/account-import.ts';
import { MAX_USER_AGENT_LENGTH } from '../../rules/sessions/user-agent.ts';
import {
  findImportConflicts,
  type ImportEvent,
  type ImportWrites,
  type InsertedAccount,
  writeImport,
} from '../../store/accounts/account-import.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { findFreeUsernames } from '../accounts/free-usernames.ts';
import type { Ctx } from '../request/context.ts';

/** A row that cannot be imported, with the reason in `why`. */
export interface InvalidRow {
  email: string;
  why: string;
}

export type ImportRow = ImportedAccount | InvalidRow;

export interface ImportResult {
  email: string;
  outcome: 'created' | 'updated' | 'skipped';
  /** The reason why the row was skipped. */
  why?: string;
}

export type ImportContext = Pick<Ctx, 'database' | 'nowMs'> & {
  request: ImportWrites['client'];
  /** The account number of the administrator who imports, for the security log. Absent for an operator. */
  actor?: number;
};

type Step<Kind> = Extract<ImportStep, { kind: Kind }>;
type Settled = Map<ImportRow, ImportResult>;

/**
 * The maximum number of rounds. Each round after the first repeats the rows that were not written because of a
 * concurrent request.
 */
const MAX_ROUNDS = 5;

/**
 * Imports rows and returns one result for each row, in the same order. The caller must have checked the permission.
 * @throws AppError `UNAVAILABLE`; the rows can then be imported again
 */
export async function importRows(ctx: ImportContext, rows: ImportRow[]): Promise<ImportResult[]> {
  const validated = validateRows(rows, ctx.nowMs).map(withImportedHash);
  const settled: Settled = new Map();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const pending = validated.filter((row) => !('why' in row) && !settled.has(row)) as ImportedAccount[];
    if (pending.length === 0) break;
    await importOnce(ctx, pending, settled);
  }
  return validated.map(
    (row) =>
      settled.get(row) ??
      resultOf('skipped', row, 'why' in row ? row.why : 'changed by a concurrent request'),
  );
}

/** Returns the number of rows for each outcome. */
export function countOutcomes(results: ImportResult[]): Record<ImportResult['outcome'], number> {
  const counts = { created: 0, updated: 0, skipped: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

/**
 * Returns the rows in the same order. A row that is invalid, or that has the e-mail address of an earlier valid row, is
 * replaced by an `InvalidRow`. Does not read D1.
 */
export function validateRows(rows: ImportRow[], nowMs: number): ImportRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const why = 'why' in row ? row.why : problemOf(row, seen, nowMs);
    if (why) return { email: row.email, why };
    seen.add(row.email);
    return row;
  });
}

function problemOf(row: ImportedAccount, seen: ReadonlySet<string>, nowMs: number): string | null {
  const { email, passwordHash, createdAtMs } = row;
  if (passwordHash !== null && !isImportable(passwordHash)) {
    return `password hash not supported: only ${describeImportableHashes(passwordHash)}`;
  }
  if (createdAtMs !== null && createdAtMs > nowMs) return 'created_at is in the future';
  return seen.has(email) ? 'an earlier row has the same address' : null;
}

function withImportedHash(row: ImportRow): ImportRow {
  if ('why' in row || row.passwordHash === null) return row;
  return { ...row, passwordHash: importedForm(row.passwordHash) };
}

/** Reads, plans and writes once. Rows remain for the next round if a concurrent request prevents their write. */
async function importOnce(ctx: ImportContext, pending: ImportedAccount[], settled: Settled): Promise<void> {
  const known = await findImportConflicts(ctx.database, {
    emails: pending.map(({ email }) => email),
    plexIds: pending.flatMap(({ plexId }) => plexId ?? []),
    usernames: pending.map(wantedUsername),
  });
  const steps = planImport(pending, known);
  const ofKind = <Kind extends ImportStep['kind']>(kind: Kind) =>
    steps.filter((step): step is Step<Kind> => step.kind === kind);
  const creations = ofKind('create').map(({ account }) => account);
  const names = await findFreeUsernames(ctx, creations.map(wantedUsername), known.takenNames);
  const accounts = creations.map((account, at) => newAccount(account, names[at] as string, ctx.nowMs));
  const inserted = await writeSteps(ctx, accounts, ofKind('add'));
  for (const { account, why } of ofKind('skip')) settled.set(account, resultOf('skipped', account, why));
  if (!inserted) return;
  for (const { account } of ofKind('add')) settled.set(account, resultOf('updated', account));
  for (const [at, account] of creations.entries()) {
    if (inserted.has(accounts[at]?.id ?? '')) settled.set(account, resultOf('created', account));
  }
}

/**
 * Returns the ids of the inserted accounts. Returns null if another account now has a Plex id that the import adds to
 * an existing account. Nothing is written in this case.
 */
async function writeSteps(ctx: ImportContext, accounts: InsertedAccount[], steps: Step<'add'>[]) {
  if (accounts.length + steps.length === 0) return new Set<string>();
  const { address, userAgent, country } = ctx.request;
  const writes: ImportWrites = {
    accounts,
    additions: steps.map(({ existing, additions }) => ({ number: existing.number, fields: additions })),
    events: [...accounts.map(creationEvent), ...steps.map((step) => additionEvent(step, ctx))],
    actor: ctx.actor ?? null,
    client: { address, userAgent: userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null, country },
    nowMs: ctx.nowMs,
  };
  try {
    return await writeImport(ctx.database, writes);
  } catch (error) {
    if (error instanceof UniqueViolation) return null;
    throw error;
  }
}

function newAccount(account: ImportedAccount, username: string, nowMs: number): InsertedAccount {
  return {
    ...account,
    id: uuid(),
    username,
    firstName: account.firstName ?? '',
    lastName: account.lastName ?? '',
    timeZone: account.timeZone ?? 'UTC',
    createdAtMs: account.createdAtMs ?? nowMs,
    updatedAtMs: nowMs,
  };
}

function creationEvent({ id }: InsertedAccount): ImportEvent {
  return { id: uuid(), accountId: id, type: 'registered', detail: 'imported' };
}

function additionEvent({ existing, additions }: Step<'add'>, { actor }: ImportContext): ImportEvent {
  const detail = JSON.stringify({
    imported: Object.keys(additions),
    ...(actor !== undefined && { by: 'administrator' }),
  });
  return { id: uuid(), accountId: existing.id, type: 'account_changed', detail };
}

function wantedUsername({ username, email }: ImportedAccount): string {
  return username ?? email.slice(0, email.indexOf('@'));
}

function resultOf(outcome: ImportResult['outcome'], { email }: ImportRow, why?: string): ImportResult {
  return { email, outcome, ...(why && { why }) };
}
