/** The search for stored plugs that describe the same person as a new plug. */
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

/** Returns the first name and the reasons of each duplicate of a new plug with these fields. */
async function findNamesAndReasons(fields: Parameters<typeof plugFieldsFrom>[0]) {
  const duplicates = await findDuplicates(contextOf(account), plugFieldsFrom(fields));
  return duplicates.map(({ plug, reasons }) => [plug.firstName, reasons]);
}

const NEW_NAME = { firstName: 'New', lastName: 'Person' };

describe('the search for duplicates of a new plug', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>, unknown[]]>([
    ['the same e-mail address', { email: 'ada@example.com' }, [['Ada', ['same_email']]]],
    [
      'the same national number in the country of the account',
      { secondaryNumber: '(030) 123 45 67' },
      [['Grace', ['same_phone']]],
    ],
    ['the same number with a country code', { primaryNumber: '+49301234567' }, [['Grace', ['same_phone']]]],
    [
      'the same LinkedIn profile',
      { linkedinUrl: 'https://linkedin.com/in/Alan/' },
      [['Alan', ['same_linkedin']]],
    ],
    ['the same Telegram user name', { telegramUsername: 'grace_1' }, [['Grace', ['same_telegram']]]],
    [
      'one or more of the reasons, the plug with the most reasons first',
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
  ])('the search finds plugs with %s', async (_title, fields, duplicates) => {
    expect(await findNamesAndReasons({ ...NEW_NAME, ...fields })).toEqual(duplicates);
  });
});

describe('a search without a result', () => {
  it.each<[string, Partial<Parameters<typeof plugFieldsFrom>[0]>]>([
    ['a plug in the trash', { email: 'deleted@example.com' }],
    ['a plug whose number has only the same last digits', { primaryNumber: '0421 1234567' }],
    ['any plug for a field that is not compared', { notes: 'met' }],
  ])('the search does not find %s', async (_title, fields) => {
    expect(await findNamesAndReasons({ ...NEW_NAME, ...fields })).toEqual([]);
  });

  it('the search does not find a plug of another owner', async () => {
    const ctx = contextOf(await signUp());
    const fields = plugFieldsFrom({ ...NEW_NAME, email: 'ada@example.com' });
    expect(await findDuplicates(ctx, fields)).toEqual([]);
  });
});

it('the search for two duplicates among 2,000 plugs takes one round trip and reads at most 14 rows', async () => {
  const ctx = contextOf(account);
  const fields = plugFieldsFrom({
    ...NEW_NAME,
    email: 'ada@example.com',
    primaryNumber: '030 1234567',
    company: 'X',
  });
  expect(await findDuplicates(ctx, fields)).toHaveLength(2);
  expect(ctx.cost.d1Trips).toBe(1);
  expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(14);
  expect(ctx.cost.d1RowsWritten).toBe(0);
});

it('the search rejects a session that has ended', async () => {
  const ended = await signUp();
  await call('/auth/logout/', { token: ended.token, body: { refresh: ended.refreshToken } });
  await expect(findDuplicates(contextOf(ended), plugFieldsFrom(NEW_NAME))).rejects.toMatchObject({
    code: 'SESSION_ENDED',
  });
});
