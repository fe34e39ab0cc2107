/** Writes of a plug keep its stored keys up to date. The search for duplicates finds a plug by its keys. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePlugs } from '../../../../src/core/plugs/write-plugs.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { eraseRows } from '../../support/account-deletion.ts';
import { numberOf, updateAccount } from '../../support/accounts.ts';
import { call, signUp, type TestResponse } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { newPlugOwner } from '../plug-owner.ts';
import { expectKeysOfLivePlugs, readPlugRows, readStoredKeys } from './stored-keys.ts';

const NAME = { first_name: 'Ada', last_name: 'Lovelace' };
/** The fields of a plug with seven keys. */
const SEVEN_KEYS = {
  ...NAME,
  email: 'ada@example.com',
  company: 'Acme',
  primary_number: '030 1234567',
  secondary_number: '+1 202 555 0134',
  linkedin_url: 'https://www.linkedin.com/in/ada',
  telegram_username: 'Ada_1',
  telegram_user_id: 7,
};
const rowsWritten = ({ cost }: TestResponse) => cost.rowsWritten;

/** Creates an account with a time zone. `number` is the integer id of the account. */
async function newOwnerIn(timeZone: string) {
  const owner = await newPlugOwner();
  await updateAccount(owner, { timeZone });
  return { ...owner, number: await numberOf(owner) };
}

describe('the stored keys', () => {
  it('the keys of a plug are written, replaced, removed and restored with the plug', async () => {
    const { number, token, create, update, convert, remove, restore } = await newOwnerIn('Europe/Berlin');
    const { body } = await create({ ...NAME, company: 'Acme', primary_number: '030 1234567' });
    const [row] = await readPlugRows(number);
    expect(row?.phoneCountry).toBe('DE');
    expect(await expectKeysOfLivePlugs(number)).toEqual([
      `${row?.row} same_name_company ["ada lovelace","acme"]`,
      `${row?.row} same_phone 76543210394+`,
    ]);
    await update(body.id, { company: 'Zeta', linkedin_url: SEVEN_KEYS.linkedin_url });
    await convert(body.id, { email: SEVEN_KEYS.email, telegram_username: 'Ada_1' });
    expect(await expectKeysOfLivePlugs(number)).toHaveLength(5);
    await remove(body.id);
    expect(await expectKeysOfLivePlugs(number)).toEqual([]);
    await restore(body.id);
    expect(await expectKeysOfLivePlugs(number)).toHaveLength(5);
    await remove(body.id);
    await call(`/plugs/${body.id}?permanent=true`, { token, method: 'DELETE' });
    expect(await readStoredKeys(number)).toEqual([]);
  });

  it('a change of the time zone changes the keys of phone numbers only when a phone number is written', async () => {
    const { number, id, create, update } = await newOwnerIn('Europe/Berlin');
    const { body } = await create({ ...NAME, primary_number: '030 1234567' });
    const german = await expectKeysOfLivePlugs(number);
    await updateAccount({ id }, { timeZone: 'America/New_York' });
    await update(body.id, { notes: 'met', email: SEVEN_KEYS.email });
    expect(await expectKeysOfLivePlugs(number)).toEqual(expect.arrayContaining(german));
    await update(body.id, { secondary_number: '(202) 555-0134' });
    expect((await readPlugRows(number))[0]?.phoneCountry).toBe('US');
    await expectKeysOfLivePlugs(number);
    await update(body.id, { primary_number: null, secondary_number: null });
    expect((await readPlugRows(number))[0]?.phoneCountry).toBeNull();
    await expectKeysOfLivePlugs(number);
  });

  it('a rejected creation writes no keys', async () => {
    const { number, create } = await newOwnerIn('UTC');
    await create({ ...NAME, company: 'Acme' });
    expect((await create({ ...NAME, company: 'Acme', telegram_user_id: 7 })).status).toBe(400);
    expect(await expectKeysOfLivePlugs(number)).toHaveLength(1);
  });

  it('the stored keys are the keys of the plug after 24 parallel updates', { timeout: 60_000 }, async () => {
    const { number, create, update } = await newOwnerIn('UTC');
    const { body } = await create(SEVEN_KEYS);
    const changes = Array.from({ length: 24 }, (_, at) => ({
      company: `Company ${at}`,
      telegram_user_id: at % 2 ? at : null,
    }));
    await Promise.all(changes.map((change) => update(body.id, change)));
    expect((await expectKeysOfLivePlugs(number)).length).toBeGreaterThanOrEqual(6);
  });

  it('the keys are erased with the account', async () => {
    const { number, create } = await newOwnerIn('UTC');
    await create(SEVEN_KEYS);
    expect(await readStoredKeys(number)).toHaveLength(7);
    await eraseRows(number);
    expect(await readStoredKeys(number)).toEqual([]);
  });
});

describe('the cost of keys', () => {
  it('each key that is added, replaced or removed costs one written row', async () => {
    const { create, update, remove, restore } = await newOwnerIn('Europe/Berlin');
    const bare = { ...NAME, email: 'ada@example.com' };
    const { body } = await create(bare);
    // hubspot_pipeline_stage has no key and is not in the search index.
    const withoutKey = rowsWritten(await update(body.id, { hubspot_pipeline_stage: 'Lead' }));
    const steps = [
      { linkedin_url: SEVEN_KEYS.linkedin_url },
      { linkedin_url: 'https://www.linkedin.com/in/lovelace' },
      { linkedin_url: 'http://de.linkedin.com/in/Lovelace/?trk=x' },
      { linkedin_url: null },
      { telegram_user_id: 7 },
    ];
    const rowCounts = [];
    for (const step of steps) rowCounts.push(rowsWritten(await update(body.id, step)) - withoutKey);
    expect(rowCounts).toEqual([1, 1, 0, 1, 1]);
    const other = await create({ first_name: 'Grace', last_name: 'Hopper', email: 'grace@example.com' });
    const otherCosts = [rowsWritten(await remove(other.body.id)), rowsWritten(await restore(other.body.id))];
    await update(body.id, { telegram_username: 'Ada_1', telegram_user_id: 8 });
    // This plug has two keys more than the other plug, the keys of the user name and of the user id at Telegram.
    const costs = [rowsWritten(await remove(body.id)), rowsWritten(await restore(body.id))];
    expect(costs.map((count, at) => count - (otherCosts[at] ?? 0))).toEqual([2, 2]);
  });

  it('a creation or an update of a plug with keys reads at most twelve rows', async () => {
    const { create, update } = await newOwnerIn('Europe/Berlin');
    const created = await create(SEVEN_KEYS);
    const responses = [
      created,
      await update(created.body.id, { company: 'Zeta' }),
      await update(created.body.id, { email: null, primary_number: '030 7654321' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(Math.max(...responses.map(({ cost }) => cost.rowsRead))).toBeLessThanOrEqual(12);
  });
});

it('a write of 25 plugs adds, replaces and removes their keys in one round trip', async () => {
  const account = await signUp();
  const owner = accountNumberOf(account.sessionId);
  const ctx = contextOf(account);
  for (let at = 0; at < 25; at += 1) {
    const body = { first_name: 'N', last_name: `${at}`, company: 'Acme', email: `n${at}@example.com` };
    expect((await call('/plugs/', { token: account.token, body })).status).toBe(201);
  }
  const rows = await readPlugRows(owner);
  const changes = rows.map((read, at) => ({
    read,
    changed: { ...read, company: 'Zeta', email: at % 2 ? null : read.email, telegramUserId: at + 1 },
  }));
  const tripsBefore = ctx.cost.d1Trips;
  expect((await changePlugs(ctx, changes, { timeZone: 'UTC' })).size).toBe(25);
  expect(ctx.cost.d1Trips - tripsBefore).toBe(1);
  expect(await expectKeysOfLivePlugs(owner)).toHaveLength(25 + 25 + 13);
});

it.each([1, 25])('a write of %i plugs with outdated ETags changes no keys', async (count) => {
  const account = await signUp();
  const owner = accountNumberOf(account.sessionId);
  for (let at = 0; at < count; at += 1) {
    const body = { first_name: 'N', last_name: `${at}`, company: 'Acme', email: `n${at}@example.com` };
    await call('/plugs/', { token: account.token, body });
  }
  const rows = await readPlugRows(owner);
  const write = (fields: Partial<PlugRow>) =>
    changePlugs(
      contextOf(account),
      rows.map((read) => ({ read, changed: { ...read, ...fields } })),
      {
        timeZone: 'UTC',
      },
    );
  expect((await write({ notes: 'first' })).size).toBe(count);
  const keys = await expectKeysOfLivePlugs(owner);
  // The first write has changed the ETags of all plugs, so the ETags in `rows` are outdated. With current ETags, the
  // second write would add, remove and replace one key of each plug.
  const outdatedChanges = { linkedinUrl: 'https://www.linkedin.com/in/late', email: null, company: 'Late' };
  expect((await write(outdatedChanges)).size).toBe(0);
  expect(await readStoredKeys(owner)).toEqual(keys);
});

const fields = fc.record(
  {
    first_name: fc.constantFrom('Ada', 'ADA', 'Grace', '王'),
    last_name: fc.constantFrom('Lovelace', 'Hopper', '小明'),
    company: fc.constantFrom(null, 'Acme', 'ACME', 'Straße AG', 'Strasse AG'),
    email: fc.constantFrom(null, 'a@example.com', 'b@example.com', 'c@example.com'),
    primary_number: fc.constantFrom(null, '030 1234567', '+49 30 1234567', '(202) 555-0134', '5550134'),
    secondary_number: fc.constantFrom(null, '+1 202 555 0134', '0301234567'),
    linkedin_url: fc.constantFrom(null, 'https://www.linkedin.com/in/ada', 'http://linkedin.com/in/ADA/'),
    telegram_username: fc.constantFrom(null, 'ada_1', 'Ada_1'),
    telegram_user_id: fc.constantFrom(null, 7, 8),
    notes: fc.constantFrom(null, 'met'),
  },
  { requiredKeys: [] },
);
/**
 * One random write. `erase` is a permanent deletion, and `zone` changes the time zone of the account. `choice` selects
 * the plug or the time zone.
 */
const step = fc.record({
  kind: fc.constantFrom(
    'create',
    'update',
    'update',
    'update',
    'convert',
    'delete',
    'restore',
    'erase',
    'zone',
  ),
  choice: fc.nat(1_000),
  fields,
});
const ZONES = ['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'];

it('after random writes, the stored keys are the keys of the live plugs', { timeout: 120_000 }, async () => {
  const { id, number, token } = await newOwnerIn('UTC');
  const ids: string[] = [];
  const statuses = new Set<number>();
  const steps = fc.sample(step, { numRuns: 400, seed: 20_261_127 });
  for (const [at, { kind, choice, fields: body }] of steps.entries()) {
    const path = `/plugs/${ids[choice % ids.length]}`;
    if (kind === 'zone') {
      await updateAccount({ id }, { timeZone: ZONES[choice % ZONES.length] ?? 'UTC' });
      continue;
    }
    const response =
      kind === 'create' || ids.length < 5
        ? await call('/plugs/', { token, body: { ...NAME, ...body } })
        : kind === 'update'
          ? await call(path, { token, method: 'PUT', body })
          : kind === 'convert' || kind === 'restore'
            ? await call(`${path}/${kind}`, { token, body: kind === 'convert' ? body : {} })
            : await call(kind === 'erase' ? `${path}?permanent=true` : path, { token, method: 'DELETE' });
    if (response.status === 201) ids.push(response.body.id);
    statuses.add(response.status);
    if (at % 20 === 0) await expectKeysOfLivePlugs(number);
  }
  expect([...statuses].sort()).toEqual([200, 201, 204, 400, 404, 422]);
  expect((await expectKeysOfLivePlugs(number)).length).toBeGreaterThan(20);
});
