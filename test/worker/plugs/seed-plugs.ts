/** Inserts many plugs into the D1 of the worker under test. */
import { noCost } from '../../../src/rules/cost.ts';
import { insertAccount } from '../../../src/store/accounts/accounts.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { bindings } from '../support/bindings.ts';
import { seedPlugsInto } from '../support/seed-rows.ts';

/** Inserts `count` live targets of an owner. Each target is one second older than the previous target. */
export function seedPlugs(owner: number, count: number): Promise<void> {
  return seedPlugsInto(bindings.DB, owner, count);
}

/** Inserts `accountCount` accounts with `plugsEach` plugs each, so that the database contains plugs of other owners. */
export async function seedOtherAccounts(accountCount: number, plugsEach: number): Promise<void> {
  const database = openDatabase(bindings.DB, noCost());
  for (let index = 0; index < accountCount; index += 1) {
    const id = crypto.randomUUID();
    const account = await insertAccount(database, {
      id,
      email: `${id}@n.test`,
      username: id,
      createdAtMs: 1,
    });
    await seedPlugs(account.number, plugsEach);
  }
}
