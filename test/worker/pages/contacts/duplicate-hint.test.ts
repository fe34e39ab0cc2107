/** The hint on the page of a contact: it names other contacts that can be the same person. */
import { describe, expect, it } from 'vitest';
import { seedPlugs } from '../../plugs/seed-plugs.ts';
import { updateAccount } from '../../support/accounts.ts';
import { readPage, sendForm } from '../page-client.ts';
import { createContactOwner } from './contact-owner.ts';

/**
 * Creates two contacts, and returns the reasons in the hint on the page of the second contact. Undefined if the page
 * has no hint.
 */
async function readHintOfPair(one: object, other: object): Promise<string | undefined> {
  const owner = await createContactOwner();
  await updateAccount({ number: owner.number }, { timeZone: 'Europe/Berlin' });
  await owner.create({ first_name: 'Grace', last_name: 'Hopper', ...one });
  const { id } = await owner.create({ first_name: 'Ada', last_name: 'Lovelace', ...other });
  const { body } = await owner.open(`/${id}`);
  return /Possible duplicate: .*?\(([^)]+)\)/s.exec(body)?.[1];
}

describe('the hint on the page of a contact', () => {
  it.each([
    ['same e-mail address', { email: 'same@example.com' }, { email: 'same@example.com' }],
    ['same phone number', { primary_number: '+49 (30) 123-45.67' }, { secondary_number: '030/1234567' }],
    ['same phone number', { secondary_number: '030 1234567' }, { primary_number: '0049301234567' }],
    [
      'same LinkedIn profile',
      { linkedin_url: 'https://www.linkedin.com/in/Grace-1/' },
      { linkedin_url: 'https://de.linkedin.com/in/grace-1?trk=x' },
    ],
    ['same Telegram account', { telegram_username: 'Grace_1' }, { telegram_username: 'grace_1' }],
    ['same Telegram account', { telegram_user_id: 4711 }, { telegram_user_id: 4711 }],
    [
      'same name and company',
      {
        first_name: 'Ádá "A"',
        last_name: 'Łovelace',
        company: 'Ácme & Co',
        job_title: 'Analyst',
        email: 'a@b.example',
      },
      { first_name: 'ADA "a"', last_name: 'lovelace', company: 'ACME & CO' },
    ],
    [
      'similar name',
      { first_name: 'Jonathan', last_name: 'Smith', company: 'Acme' },
      { first_name: 'Jonathn', last_name: 'Smith', company: 'ACME' },
    ],
  ])('the page of a contact names a duplicate with the reason %s', async (reason, one, other) => {
    expect(await readHintOfPair(one, other)).toBe(reason);
  });

  it('the hint contains all reasons, links to the comparison of the group, and disappears after a dismissal', async () => {
    const owner = await createContactOwner();
    const same = { last_name: 'Smith', company: 'Acme', telegram_username: 'jon_smith' };
    const other = await owner.create({ ...same, first_name: 'Jonathan' });
    const { id } = await owner.create({ ...same, first_name: 'Jonathn' });
    await owner.create({ last_name: 'Another', telegram_user_id: 1 });
    await owner.create({ last_name: 'Person', telegram_user_id: 1 });
    const page = await owner.open(`/${id}`);
    expect(page.cost.trips).toBe(1);
    expect(page.body).toContain(`href="/web/contacts/${other.id}"`);
    expect(page.body).toContain('(same Telegram account, similar name)');
    expect(page.body).toContain(`href="/web/duplicates?contact=${id}"`);
    const compared = await readPage(`//web/duplicates?contact=${id}`, { cookie: owner.cookie });
    expect(compared.body).toContain('Jonathan');
    expect(compared.body).not.toContain('Another');
    await sendForm('//web/duplicates/dismiss', { ids: [id, other.id] }, { cookie: owner.cookie });
    for (const each of [id, other.id]) {
      expect((await owner.open(`/${each}`)).body).not.toContain('Possible duplicate');
    }
  });
});

describe('the limits of the hint', () => {
  it('the page has no hint about a deleted contact, a contact of another owner or a contact whose number has only the same last digits', async () => {
    const [owner, otherOwner] = [await createContactOwner(), await createContactOwner()];
    const same = { telegram_username: 'same_name', primary_number: '+49 30 1234567' };
    await otherOwner.create(same);
    const deleted = await owner.create(same);
    await owner.send(`/${deleted.id}/delete`, {});
    await owner.create({ last_name: 'Other', primary_number: '+49 40 1234567' });
    const { id } = await owner.create({ ...same, last_name: 'Third' });
    expect((await owner.open(`/${id}`)).body).not.toContain('Possible duplicate');
  });

  it('the page of a contact costs one round trip and at most 200 rows in an account of 10,000 contacts', async () => {
    const owner = await createContactOwner();
    await seedPlugs(owner.number, 10_000);
    const { id } = await owner.create({ company: 'Company 5', telegram_username: 'same_name' });
    const { cost } = await owner.open(`/${id}`);
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(200);
  });
});
