/** The search for plugs that are the same person as a new one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../../src/core/plugs/duplicates/find-duplicates.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { updateAccount } from '../../support/accounts.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { seedPlugs } from '../seed-plugs.ts';
import { contextOf } from './owner-context.ts';

let account: TestAccount;
const PLUGS = [
  { first_name: 'Ada', last_name: 'Lovelace', company: 'Acme', email: 'ada@example.com' },
  { first_name: 'Grace', last_name: 'Hopper', primary_number: '030 1234567', telegram_username: 'Grace_1' },
  {
    first_name: 'Alan',
    last_name: 'Turing',
    primary_number: '+44 30 1234567',
    linkedin_url: 'https://www.linkedin.com/in/alan',
  },
  { first_name: 'Deleted', last_name: 'Person', email: 'deleted@example.com' },
];

beforeAll(async () => {
  account = await signUp();
  await updateAccount(account, { timeZone: 'Europe/Berlin' });
  await seedPlugs(accountNumberOf(account.sessionId), 2_000);
  const { token } = account;
  const ids: string[] = [];
  for (const body of PLUGS) ids.push((await call('/plugs/', { token, body })).body.id);
  await call(`/plugs/${ids[3]}`, { token, method: 'DELETE' });
  await call('/plugs/', { token: (await signUp()).token, body: PLUGS[0] });
});

async function found(fields: Parameters<typeof plugFieldsFrom>[0]) {
  const duplicates = await findDuplicates(contextOf(account), plugFieldsFrom(fields));
  return duplicates.map(({ plug, reasons }) => [plug.firstName, reasons]);
}

const NEW = { firstName: 'New', lastName: 'Person' };

describe('a new plug has the duplicates', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>, unknown[]]>([
    ['with its e-mail address', { email: 'ada@example.com' }, [['Ada', ['same_email']]]],
    [
      'with its national number in the country of the account',
      { secondaryNumber: '(030) 123 45 67' },
      [['Grace', ['same_phone']]],
    ],
    ['with its number with a country code', { primaryNumber: '+49301234567' }, [['Grace', ['same_phone']]]],
    [
      'with its LinkedIn profile',
      { linkedinUrl: 'https://linkedin.com/in/Alan/' },
      [['Alan', ['same_linkedin']]],
    ],
    ['with its user name at Telegram', { telegramUsername: 'grace_1' }, [['Grace', ['same_telegram']]]],
    [
      'with the most reasons first',
      {
        firstName: 'ADA',
        lastName: 'lovelace',
        company: 'acme',
        email: 'ada@example.com',
        primaryNumber: '030 1234567',
      },
      [
        ['Ada', ['same_email', 'same_name_company']],
        ['Grace', ['same_phone']],
      ],
    ],
  ])('%s', async (_title, fields, duplicates) => {
    expect(await found({ ...NEW, ...fields })).toEqual(duplicates);
  });
});

describe('a new plug has no duplicates', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>]>([
    ['in the trash', { email: 'deleted@example.com' }],
    ['whose number has only the same last digits', { primaryNumber: '0421 1234567' }],
    ['without a field that is compared', { notes: 'met' }],
  ])('%s', async (_title, fields) => {
    expect(await found({ ...NEW, ...fields })).toEqual([]);
  });

  it('of another owner', async () => {
    const ctx = contextOf(await signUp());
    const fields = plugFieldsFrom({ ...NEW, email: 'ada@example.com' });
    expect(await findDuplicates(ctx, fields)).toEqual([]);
  });
});

it('the search takes one round trip, and its rows read depend only on the duplicates', async () => {
  const ctx = contextOf(account);
  const before = { ...ctx.cost };
  const fields = plugFieldsFrom({
    ...NEW,
    email: 'ada@example.com',
    primaryNumber: '030 1234567',
    company: 'X',
  });
  expect(await findDuplicates(ctx, fields)).toHaveLength(2);
  expect(ctx.cost.d1Trips - before.d1Trips).toBe(1);
  expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(14);
  expect(ctx.cost.d1RowsWritten).toBe(0);
});

it('the session is checked in the round trip of the search', async () => {
  const ended = await signUp();
  await call('/auth/logout/', { token: ended.token, body: { refresh: ended.refreshToken } });
  await expect(findDuplicates(contextOf(ended), plugFieldsFrom(NEW))).rejects.toMatchObject({
    code: 'SESSION_ENDED',
  });
});
