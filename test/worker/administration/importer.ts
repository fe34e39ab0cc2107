/** Imports accounts as an administrator, reads imported accounts, and returns the expected results of rows. */
import { expect } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { type AlteredBindings, withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, type TestResponse } from '../support/client.ts';

export interface Importer {
  /** The access token of the administrator. */
  token: string;
  importUsers(users: unknown, options?: { token?: string; altered?: AlteredBindings }): Promise<TestResponse>;
  /** Imports one row and returns its result. */
  importRow(row: unknown): Promise<TestResponse['body']>;
}

/** Creates an administrator. The returned functions import accounts with the token of this administrator. */
export async function createImporter(): Promise<Importer> {
  const { token } = await newAdministrator();
  const importUsers: Importer['importUsers'] = (users, options = {}) =>
    call('/admin/users/import', { token, body: { users }, ...options });
  return {
    token,
    importUsers,
    async importRow(row) {
      const { status, body } = await importUsers([row]);
      expect(status).toBe(200);
      return body.results[0];
    },
  };
}

export const skippedRow = (email: string, why: string) => ({ email, outcome: 'skipped', why });

/** Returns the row of the account with this address, or an empty object. Deleted accounts are ignored. */
export async function storedAccount(email: string): Promise<Record<string, unknown>> {
  const query = bindings.DB.prepare('SELECT * FROM users WHERE email = ? AND deleted_at IS NULL').bind(email);
  return (await query.first()) ?? {};
}

/** The bcrypt hash of `abc`, made with libxcrypt. */
export const ABC_HASH = '$2b$04$abcdefghijklmnopqrstuuCi15uRb1eH7NAlJ/TgeJertyknQpYn2';

/** Every field of a row except the unique fields (email, username, plex_id). */
export const FULL_ROW = {
  first_name: 'Grace',
  last_name: 'Hopper',
  password_hash: ABC_HASH,
  role: 'admin',
  is_premium: true,
  premium_until: '2031-01-01T00:00:00Z',
  expiry_date: '2032-01-01T00:00:00+01:00',
  is_active: false,
  is_verified: true,
  created_at: '2019-05-04T03:02:01.000Z',
  phone: '+44 20 7946 0958',
  city: 'Arlington',
  country: 'US',
  timezone: 'America/New_York',
};

/** A database in which two imports both read the existing accounts before either import writes. */
export function databaseWithConcurrentReads(): D1Database {
  const { promise: bothHaveRead, resolve: release } = Promise.withResolvers<void>();
  let readerCount = 0;
  return withBatch(async (statements) => {
    const results = await bindings.DB.batch(statements);
    // The batch in which an import reads has three statements. All other batches run without a delay.
    if (statements.length !== 3 || readerCount === 2) return results;
    readerCount += 1;
    if (readerCount === 2) release();
    await bothHaveRead;
    return results;
  });
}
