/**
 * The import of rows whose e-mail address, user name or Plex id is already in an account, in an earlier row or in a
 * concurrent import. No value of an account is replaced.
 */
import { describe, expect, it } from 'vitest';
import { updateAccount } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { freshEmail, signUp } from '../support/client.ts';
import {
  ABC_HASH,
  createImporter,
  databaseWithConcurrentReads,
  FULL_ROW,
  skippedRow,
  storedAccount,
} from './importer.ts';

const { importUsers, importRow } = await createImporter();

describe('an import of existing accounts', () => {
  it('a second row with the same address is skipped, regardless of letter case', async () => {
    const email = freshEmail('twice');
    const { body } = await importUsers([
      { email: 'broken' },
      { email },
      { email: email.toUpperCase(), city: 'Ayr' },
    ]);
    expect(body).toMatchObject({ created: 1, updated: 0, skipped: 2 });
    expect(body.results[2]).toEqual(skippedRow(email, 'an earlier row has the same address'));
    expect((await storedAccount(email)).city).toBeNull();
  });

  it('a row sets the missing fields of an account and changes no other field', async () => {
    const { email } = await signUp('existing');
    await updateAccount({ email }, { lastName: 'Here', city: 'Oslo', isVerified: true });
    const before = await storedAccount(email);
    const row = { ...FULL_ROW, email, username: 'other', plex_id: 'existing-1' };
    expect(await importRow(row)).toEqual({ email, outcome: 'updated' });
    expect(await storedAccount(email)).toEqual({
      ...before,
      ...{ first_name: 'Grace', phone: FULL_ROW.phone, country: 'US', plex_id: 'existing-1' },
      updated_at: expect.any(Number),
    });
    expect(await importRow(row)).toEqual(skippedRow(email, 'nothing to add'));
  });

  it('a row sets missing values of an imported account, but not of a registered account whose address is not verified', async () => {
    const [withoutPassword, unverified] = [freshEmail('bare'), (await signUp('squatter')).email];
    await importUsers([{ email: withoutPassword }]);
    expect(await importRow({ email: withoutPassword, password_hash: ABC_HASH })).toEqual({
      email: withoutPassword,
      outcome: 'updated',
    });
    expect((await storedAccount(withoutPassword)).password_hash).toBe(ABC_HASH);
    await updateAccount({ email: unverified }, { passwordHash: null });
    const why = 'not imported: address not verified';
    const before = await storedAccount(unverified);
    const signInFields = { email: unverified, password_hash: ABC_HASH, plex_id: 'squatted' };
    const profileFields = {
      first_name: 'Ada',
      last_name: 'King',
      phone: '+44 1292 000000',
      city: 'Ayr',
      country: 'GB',
    };
    for (const row of [
      signInFields,
      { email: unverified, ...profileFields },
      { ...signInFields, ...profileFields },
    ]) {
      expect(await importRow(row)).toEqual(skippedRow(unverified, why));
    }
    expect(await storedAccount(unverified)).toEqual(before);
  });

  it('a deleted account does not prevent the import of its address', async () => {
    const { email } = await signUp('gone');
    await updateAccount({ email }, { deletedAtMs: 1 });
    expect(await importRow({ email })).toEqual({ email, outcome: 'created' });
  });

  it('an import appends a number to a user name that an account or an earlier row has, regardless of letter case', async () => {
    const rows = ['Ada', 'ada', 'ADA', 'ada2', undefined].map((username, index) => ({
      email: `ada@ada${index}.example.com`,
      username,
    }));
    expect((await importUsers(rows)).body.created).toBe(5);
    expect((await importRow({ email: 'ada@ada6.example.com', username: 'aDa' })).outcome).toBe('created');
    const query = "SELECT username FROM users WHERE email LIKE 'ada@%' ORDER BY number";
    const { results } = await bindings.DB.prepare(query).all();
    expect(results.map(({ username }) => username)).toEqual(['Ada', 'ada3', 'ADA4', 'ada2', 'ada5', 'aDa6']);
  });

  it('a row is skipped if another account or an earlier row has its Plex id', async () => {
    const [linked, other, second, unlinked] = ['h', 'o', 't', 'l'].map(freshEmail) as [
      string,
      string,
      string,
      string,
    ];
    const why = 'plex_id belongs to another account';
    await importUsers([{ email: linked, plex_id: 'p-1' }, { email: unlinked }]);
    expect(await importRow({ email: other, plex_id: 'p-1' })).toEqual(skippedRow(other, why));
    expect(await importRow({ email: unlinked, plex_id: 'p-1', city: 'Ayr' })).toEqual(
      skippedRow(unlinked, why),
    );
    const { body } = await importUsers([
      { email: other, plex_id: 'p-2' },
      { email: second, plex_id: 'p-2' },
      { email: linked, plex_id: 'p-1' },
    ]);
    expect(body.results).toEqual([
      { email: other, outcome: 'created' },
      skippedRow(second, why),
      skippedRow(linked, 'nothing to add'),
    ]);
  });
});

describe('concurrent imports', () => {
  it('two equal concurrent imports create each account once', async () => {
    const emails = Array.from({ length: 40 }, () => freshEmail('race'));
    const rows = emails.map((email, index) => ({
      email,
      username: 'racer',
      city: 'Rye',
      plex_id: `race-${index}`,
    }));
    const altered = { DB: databaseWithConcurrentReads() };
    const responses = await Promise.all([importUsers(rows, { altered }), importUsers(rows, { altered })]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    for (const [index] of emails.entries()) {
      const outcomes = responses.map(({ body }) => body.results[index].outcome).sort();
      expect(outcomes).toEqual(['created', 'skipped']);
    }
    const { results } = await bindings.DB.prepare("SELECT username FROM users WHERE city = 'Rye'").all();
    expect(new Set(results.map(({ username }) => username)).size).toBe(40);
    const events =
      "SELECT count(*) AS count FROM security_events WHERE detail = 'imported' AND owner IN (SELECT number FROM users WHERE city = 'Rye')";
    expect(await bindings.DB.prepare(events).first('count')).toBe(40);
  });

  it('if two concurrent imports set the same Plex id on two accounts, one import skips its row', async () => {
    const [one, other] = [freshEmail('one'), freshEmail('other')];
    await importUsers([{ email: one }, { email: other }]);
    const altered = { DB: databaseWithConcurrentReads() };
    const responses = await Promise.all(
      [one, other].map((email) =>
        importUsers([{ email, plex_id: 'one-for-two', city: 'Bath' }], { altered }),
      ),
    );
    expect(responses.map(({ body }) => body.results[0].outcome).sort()).toEqual(['skipped', 'updated']);
  });
});
