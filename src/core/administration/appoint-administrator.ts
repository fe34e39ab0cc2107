/**
 * Gives an account the role `admin`, and creates a missing account on request. Used by the command of an operator,
 * which runs without a request.
 */
import { v7 as uuid } from 'uuid';
import { fingerprint } from '../../crypto/compare.ts';
import { randomToken } from '../../crypto/random.ts';
import { LINK_LIFE_MS } from '../../rules/durations.ts';
import { type AccountRow, findAccountByEmail } from '../../store/accounts/accounts.ts';
import {
  insertSystemEventStatement,
  promoteAccountStatement,
  replaceInvitationStatements,
} from '../../store/accounts/administrators.ts';
import { type ImportContext, importRows } from './import-rows.ts';

const TOKEN_BYTES = 32;

export interface Appointment {
  outcome: 'promoted' | 'created' | 'not_found';
  /**
   * The token of a link that sets the password. Null if the account has a password or is not found, and always null
   * without `createsMissingAccount`.
   */
  invitationToken: string | null;
  /**
   * True if the address of an existing account was not verified before. Another person may have registered the address.
   */
  wasUnverified: boolean;
}

/**
 * Gives the account with this address the role `admin` and marks the address as verified. With `createsMissingAccount`,
 * a missing account is created, and an account without a password gets an invitation. The invitation can be used once
 * within 7 days.
 * @throws AppError `UNAVAILABLE`
 */
export async function appointAdministrator(
  ctx: ImportContext,
  { email, createsMissingAccount }: { email: string; createsMissingAccount: boolean },
): Promise<Appointment> {
  const existing = await findAccountByEmail(ctx.database, email);
  if (!existing && !createsMissingAccount)
    return { outcome: 'not_found', invitationToken: null, wasUnverified: false };
  if (!existing) await importRows(ctx, [newAdministrator(email)]);
  const account = existing ?? (await findAccountByEmail(ctx.database, email));
  if (!account) return { outcome: 'not_found', invitationToken: null, wasUnverified: false };
  const invitationToken =
    createsMissingAccount && account.passwordHash === null ? randomToken(TOKEN_BYTES) : null;
  await ctx.database.batch(appointmentStatements(ctx, account, invitationToken));
  return {
    outcome: existing ? 'promoted' : 'created',
    invitationToken,
    wasUnverified: existing !== null && !existing.isVerified,
  };
}

function appointmentStatements(
  { nowMs, request }: ImportContext,
  { id }: AccountRow,
  invitationToken: string | null,
) {
  const detail = JSON.stringify({ role: 'admin', isVerified: true, by: 'system' });
  const event = { id: uuid(), userAgent: request.userAgent, detail };
  return [
    promoteAccountStatement(id, nowMs),
    insertSystemEventStatement(id, event, nowMs),
    ...(invitationToken
      ? replaceInvitationStatements(id, fingerprint(invitationToken), nowMs + LINK_LIFE_MS)
      : []),
  ];
}

function newAdministrator(email: string) {
  return {
    email,
    username: null,
    firstName: null,
    lastName: null,
    passwordHash: null,
    role: 'admin' as const,
    isPremium: false,
    premiumUntilMs: null,
    expiresAtMs: null,
    isActive: true,
    isVerified: true,
    createdAtMs: null,
    plexId: null,
    phone: null,
    city: null,
    country: null,
    timeZone: null,
  };
}
