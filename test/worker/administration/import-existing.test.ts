/** Accounts brought along beside accounts that are there: nothing that somebody has set is ever replaced. */
import { describe, expect, it } from 'vitest';
import { updateAccount } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { freshEmail, signUp } from '../support/client.ts';
import { bothHaveRead, FULL, HASH, newImporter, skipped, stored } from './importer.ts';

const { bringIn, outcomeOf } = await newImporter();

describe('beside what is there', () => {
  it('a row of the same file with the same address is skipped, whatever its letters', async () => {
    const email = freshEmail('twice');
    const { body } = await bringIn([
      { email: 'broken' },
      { email },
      { email: email.toUpperCase(), city: 'Ayr' },
    ]);
    expect(body).toMatchObject({ created: 1, updated: 0, skipped: 2 });
    expect(body.results[2]).toEqual(skipped(email, 'the address stands in an earlier row'));
    expect((await stored(email)).city).toBeNull();
  });

  it('an account gets what it lacks, and keeps everything else', async () => {
    const { email } = await signUp('there');
    await updateAccount({ email }, { lastName: 'Here', city: 'Oslo', isVerified: true });
    const before = await stored(email);
    const row = { ...FULL, email, username: 'other', plex_id: 'there-1' };
    expect(await outcomeOf(row)).toEqual({ email, outcome: 'updated' });
    expect(await stored(email)).toEqual({
      ...before,
      ...{ first_name: 'Grace', phone: FULL.phone, country: 'US', plex_id: 'there-1' },
      updated_at: expect.any(Number),
    });
    expect(await outcomeOf(row)).toEqual(skipped(email, 'already there'));
  });

  it('an account without a password gets one, but not one that somebody could have squatted on', async () => {
    const [bare, squatted] = [freshEmail('bare'), (await signUp('squatter')).email];
    await bringIn([{ email: bare }]);
    expect(await outcomeOf({ email: bare, password_hash: HASH })).toEqual({
      email: bare,
      outcome: 'updated',
    });
    expect((await stored(bare)).password_hash).toBe(HASH);
    await updateAccount({ email: squatted }, { passwordHash: null });
    const why = 'password and plex_id left out: address not verified';
    const keys = { email: squatted, password_hash: HASH, plex_id: 'squatted' };
    expect(await outcomeOf(keys)).toEqual(skipped(squatted, why));
    expect(await outcomeOf({ ...keys, city: 'Ayr' })).toEqual({ email: squatted, outcome: 'updated', why });
    expect(await stored(squatted)).toMatchObject({ password_hash: null, plex_id: null, city: 'Ayr' });
  });

  it('an account that was deleted is not in the way', async () => {
    const { email } = await signUp('gone');
    await updateAccount({ email }, { deletedAtMs: 1 });
    expect(await outcomeOf({ email })).toEqual({ email, outcome: 'created' });
  });

  it('a user name that is taken gets a number', async () => {
    const rows = ['Ada', 'ada', 'ADA', 'ada2', undefined].map((username, at) => ({
      email: `ada@ada${at}.example.com`,
      username,
    }));
    expect((await bringIn(rows)).body.created).toBe(5);
    expect((await outcomeOf({ email: 'ada@ada6.example.com', username: 'aDa' })).outcome).toBe('created');
    const query = "SELECT username FROM users WHERE email LIKE 'ada@%' ORDER BY number";
    const { results } = await bindings.DB.prepare(query).all();
    expect(results.map(({ username }) => username)).toEqual(['Ada', 'ada3', 'ADA4', 'ada2', 'ada5', 'aDa6']);
  });

  it('a Plex id that is taken, there or by an earlier row, skips the row', async () => {
    const [holder, other, third, late] = ['h', 'o', 't', 'l'].map(freshEmail) as [
      string,
      string,
      string,
      string,
    ];
    const why = 'plex_id belongs to another account';
    await bringIn([{ email: holder, plex_id: 'p-1' }, { email: late }]);
    expect(await outcomeOf({ email: other, plex_id: 'p-1' })).toEqual(skipped(other, why));
    expect(await outcomeOf({ email: late, plex_id: 'p-1', city: 'Ayr' })).toEqual(skipped(late, why));
    const { body } = await bringIn([
      { email: other, plex_id: 'p-2' },
      { email: third, plex_id: 'p-2' },
      { email: holder, plex_id: 'p-1' },
    ]);
    expect(body.results).toEqual([
      { email: other, outcome: 'created' },
      skipped(third, why),
      skipped(holder, 'already there'),
    ]);
  });
});

describe('at one moment', () => {
  it('of two same imports each account is created by one', async () => {
    const emails = Array.from({ length: 40 }, () => freshEmail('race'));
    const rows = emails.map((email, at) => ({
      email,
      username: 'racer',
      city: 'Rye',
      plex_id: `race-${at}`,
    }));
    const altered = { DB: bothHaveRead() };
    const answers = await Promise.all([bringIn(rows, { altered }), bringIn(rows, { altered })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const [at] of emails.entries()) {
      const outcomes = answers.map(({ body }) => body.results[at].outcome).sort();
      expect(outcomes).toEqual(['created', 'skipped']);
    }
    const { results } = await bindings.DB.prepare("SELECT username FROM users WHERE city = 'Rye'").all();
    expect(new Set(results.map(({ username }) => username)).size).toBe(40);
    const events =
      "SELECT count(*) AS count FROM security_events WHERE detail = 'imported' AND owner IN (SELECT number FROM users WHERE city = 'Rye')";
    expect(await bindings.DB.prepare(events).first('count')).toBe(40);
  });

  it('of two imports that give one Plex id to two accounts, one is told no', async () => {
    const [one, other] = [freshEmail('one'), freshEmail('other')];
    await bringIn([{ email: one }, { email: other }]);
    const altered = { DB: bothHaveRead() };
    const answers = await Promise.all(
      [one, other].map((email) => bringIn([{ email, plex_id: 'one-for-two', city: 'Bath' }], { altered })),
    );
    expect(answers.map(({ body }) => body.results[0].outcome).sort()).toEqual(['skipped', 'updated']);
  });
});
