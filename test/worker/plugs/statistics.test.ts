/** `GET /plugs/stats`: the counts after creations, updates, conversions, deletions and restorations. */
import { afterEach, expect, it, vi } from 'vitest';
import { call, PASSWORD } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { newPlugOwner, type PlugOwner } from './plug-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

const NO_PLUGS = {
  total_plugs: 0,
  total_targets: 0,
  total_contacts: 0,
  by_priority: { low: 0, medium: 0, high: 0, urgent: 0 },
  by_business_type: {},
  by_network_type: {},
  by_tag: {},
  recent_conversions: 0,
  truncated: [],
};

async function readStatistics({ token }: PlugOwner) {
  const { status, body } = await call('/plugs/stats', { token });
  expect(status).toBe(200);
  return body;
}

const TARGET = {
  first_name: 'John',
  last_name: 'Doe',
  company: 'Tech',
  tags: ['a', 'b', 'a'],
  priority: 'low',
};
const CONTACT = {
  first_name: 'Jane',
  last_name: 'Smith',
  email: 'jane@example.com',
  company: 'Health',
  job_title: 'PM',
  business_type: 'payer',
  tags: ['b'],
};
/** The statistics of `TARGET` and `CONTACT`. A contact has the network type `new_client` if no network type is sent. */
const COUNTS_OF_BOTH = {
  ...NO_PLUGS,
  total_plugs: 2,
  total_targets: 1,
  total_contacts: 1,
  by_priority: { ...NO_PLUGS.by_priority, low: 1, medium: 1 },
  by_business_type: { payer: 1 },
  by_network_type: { new_client: 1 },
  by_tag: { a: 1, b: 2 },
};

async function newTargetAndContact() {
  const owner = await newPlugOwner();
  const target: string = (await owner.create(TARGET)).body.id;
  const contact: string = (await owner.create(CONTACT)).body.id;
  return { owner, target, contact };
}

it('an account without plugs has zero counts', async () => {
  expect(await readStatistics(await newPlugOwner())).toEqual(NO_PLUGS);
});

it('the statistics count created plugs, but not rejected plugs or plugs of another owner', async () => {
  const { owner } = await newTargetAndContact();
  await newTargetAndContact();
  expect((await owner.create(CONTACT)).status).toBe(400);
  expect((await owner.create({ ...TARGET, first_name: '' })).status).toBe(400);
  expect(await readStatistics(owner)).toEqual(COUNTS_OF_BOTH);
});

it('an update changes the counts of the changed fields', async () => {
  const { owner, target, contact } = await newTargetAndContact();
  await owner.update(target, { priority: 'urgent', tags: ['b', 'c'], business_type: 'payer', notes: 'x' });
  await owner.update(contact, { network_type: 'vendor', business_type: null, tags: null });
  expect(await readStatistics(owner)).toEqual({
    ...COUNTS_OF_BOTH,
    by_priority: { ...NO_PLUGS.by_priority, medium: 1, urgent: 1 },
    by_business_type: { payer: 1 },
    by_network_type: { vendor: 1 },
    by_tag: { b: 1, c: 1 },
  });
});

it('an update without a change to a counted field changes no count', async () => {
  const { owner, target } = await newTargetAndContact();
  await owner.update(target, { tags: ['b', 'a'], priority: 'low', company: 'Tech' });
  expect(await readStatistics(owner)).toEqual(COUNTS_OF_BOTH);
});

it('a conversion moves a target to the contacts and counts as one recent conversion', async () => {
  const { owner, target } = await newTargetAndContact();
  await owner.convert(target, {
    email: 'john@example.com',
    business_type: 'payer',
    tags: ['z'],
    priority: 'high',
  });
  const converted = {
    ...COUNTS_OF_BOTH,
    total_targets: 0,
    total_contacts: 2,
    by_priority: { ...NO_PLUGS.by_priority, medium: 1, high: 1 },
    by_business_type: { payer: 2 },
    by_network_type: { new_client: 2 },
    by_tag: { a: 1, b: 2, z: 1 },
    recent_conversions: 1,
  };
  expect(await readStatistics(owner)).toEqual(converted);
  expect((await owner.convert(target)).status).toBe(422);
  expect(await readStatistics(owner)).toEqual(converted);
});

it('the statistics count no deleted plugs, but count restored plugs', async () => {
  const { owner, target, contact } = await newTargetAndContact();
  await owner.remove(target);
  await owner.remove(contact);
  await owner.remove(contact);
  expect(await readStatistics(owner)).toEqual(NO_PLUGS);
  await owner.restore(target);
  await owner.restore(contact);
  await owner.restore(contact);
  expect(await readStatistics(owner)).toEqual(COUNTS_OF_BOTH);
});

it('a deleted plug does not count as a recent conversion until it is restored', async () => {
  const { owner, target } = await newTargetAndContact();
  await owner.convert(target, { email: 'john@example.com' });
  await owner.remove(target);
  expect((await readStatistics(owner)).recent_conversions).toBe(0);
  await owner.restore(target);
  expect((await readStatistics(owner)).recent_conversions).toBe(1);
});

it('a conversion counts as recent for thirty days, and the contact still counts afterwards', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const owner = await newPlugOwner();
  const { body: plug } = await owner.create({ ...TARGET, email: 'john@example.com' });
  await owner.convert(plug.id);
  const { body: me } = await call('/auth/me', { token: owner.token });
  for (const [days, recent] of [
    [29, 1],
    [30, 0],
  ] as const) {
    vi.setSystemTime(START + days * DAY);
    const { body } = await call('/auth/login', {
      body: { email: me.email, password: PASSWORD },
    });
    const stats = await readStatistics({ ...owner, token: body.tokens.access_token });
    expect([days, stats.recent_conversions, stats.total_contacts]).toEqual([days, recent, 1]);
  }
});

it('the statistics contain business types with special characters as the client wrote them', async () => {
  const owner = await newPlugOwner();
  const specialValues = ['constructor', '__proto__', "it's", '100%', 'ünï'];
  for (const [at, value] of specialValues.entries()) {
    const plug = { first_name: `N${at}`, last_name: 'X', business_type: value, tags: [value, 'all'] };
    expect((await owner.create(plug)).status).toBe(201);
  }
  const { by_business_type, by_tag } = await readStatistics(owner);
  expect(Object.keys(by_business_type).sort()).toEqual([...specialValues].sort());
  expect(by_tag.all).toBe(5);
});
