/** The search for stored plugs of the person that a new plug describes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../../src/core/plugs/duplicates/find-duplicates.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { updateAccount } from '../../support/accounts.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { seedPlugs } from '../seed-plugs.ts';

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

describe('finds the duplicates of a new plug', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>, unknown[]]>([
    ['by the e-mail address', { email: 'ada@example.com' }, [['Ada', ['same_email']]]],
    [
      'by the national number in the country of the account',
      { secondaryNumber: '(030) 123 45 67' },
      [['Grace', ['same_phone']]],
    ],
    ['by the number with a country code', { primaryNumber: '+49301234567' }, [['Grace', ['same_phone']]]],
    [
      'by the LinkedIn profile',
      { linkedinUrl: 'https://linkedin.com/in/Alan/' },
      [['Alan', ['same_linkedin']]],
    ],
    ['by the user name at Telegram', { telegramUsername: 'grace_1' }, [['Grace', ['same_telegram']]]],
    [
      'sorted by the number of reasons',
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

describe('finds no duplicate', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>]>([
    ['in the trash', { email: 'deleted@example.com' }],
    ['by a number that has only the same last digits', { primaryNumber: '0421 1234567' }],
    ['by a field that is not compared', { notes: 'met' }],
  ])('%s', async (_title, fields) => {
    expect(await found({ ...NEW, ...fields })).toEqual([]);
  });

  it('among the plugs of another owner', async () => {
    const ctx = contextOf(await signUp());
    const fields = plugFieldsFrom({ ...NEW, email: 'ada@example.com' });
    expect(await findDuplicates(ctx, fields)).toEqual([]);
  });
});

it('the search takes one round trip, and the number of rows read depends only on the duplicates', async () => {
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

it('the search checks the session in the same round trip', async () => {
  const ended = await signUp();
  await call('/auth/logout/', { token: ended.token, body: { refresh: ended.refreshToken } });
  await expect(findDuplicates(contextOf(ended), plugFieldsFrom(NEW))).rejects.toMatchObject({
    code: 'SESSION_ENDED',
  });
});
