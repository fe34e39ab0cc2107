/** The JavaScript of the published document (plugs.md), run against this service: the plugs and their statistics. */
import { beforeEach, expect, it } from 'vitest';
import { freshAddress, PASSWORD, signUp } from '../support/client.ts';
import { aTime, NOT_FOUND, plugBody } from '../support/golden.ts';
import { resetBrowser } from './browser.ts';
import { RobustAPIClient } from './plugs-client.ts';

beforeEach(() => {
  resetBrowser(freshAddress());
});

/** Creates an account, and a client that has logged in to it. */
async function newLoggedInClient() {
  const { email, id } = await signUp();
  const client = new RobustAPIClient('http://plugs.test');
  await client.login(email, PASSWORD);
  return { client, id };
}

const TARGET = { first_name: 'John', last_name: 'Doe', company: 'Tech Corp' };
const CONTACT = {
  first_name: 'Jane',
  last_name: 'Smith',
  company: 'Health Tech',
  email: 'jane@healthtech.com',
  job_title: 'Product Manager',
  network_type: 'new_client',
  business_type: 'health_tech',
  connect_reason: 'Interested in our AI platform',
  tags: ['decision_maker', 'high_priority'],
  priority: 'high',
  hubspot_pipeline_stage: 'Qualified Lead',
  custom_data: {
    source: 'conference',
    interests: ['AI', 'healthcare'],
    follow_up_date: '2025-10-01',
  },
};

it('the documented bodies create a target and a contact', async () => {
  const { client, id } = await newLoggedInClient();
  expect(await client.createPlug(TARGET)).toEqual(plugBody({ ...TARGET, user_id: id }));
  expect(await client.createPlug(CONTACT)).toEqual(
    plugBody({ ...CONTACT, user_id: id, plug_type: 'contact' }),
  );
});

it('the client reads the numbered pages of the list, and filters the list by type', async () => {
  const { client } = await newLoggedInClient();
  for (const name of ['One', 'Two', 'Three']) await client.createPlug({ ...TARGET, first_name: name });
  const contact = await client.createPlug(CONTACT);
  expect(await client.getPlugs(1, 50, 'contact')).toEqual({
    items: [contact],
    total: 1,
    page: 1,
    per_page: 50,
    pages: 1,
    has_next: false,
    has_prev: false,
    next_cursor: null,
  });
  const second = await client.getPlugs(2, 3);
  expect(second).toMatchObject({ total: 4, page: 2, per_page: 3, pages: 2, has_next: false, has_prev: true });
  expect(second.items).toHaveLength(1);
});

it('an update changes the fields in its body and merges custom data', async () => {
  const { client } = await newLoggedInClient();
  const contact = await client.createPlug(CONTACT);
  const changes = {
    job_title: 'Senior Product Manager',
    priority: 'urgent',
    custom_data: { last_contact: '2025-09-23', notes: 'Very interested in partnership' },
  };
  expect(await client.updatePlug(contact.id, changes)).toEqual({
    ...contact,
    ...changes,
    custom_data: { ...CONTACT.custom_data, ...changes.custom_data },
    updated_at: aTime,
  });
});

it('a deleted plug is not listed and cannot be read', async () => {
  const { client } = await newLoggedInClient();
  const { id } = await client.createPlug(TARGET);
  await client.deletePlug(id);
  expect(await client.getPlugs()).toMatchObject({ items: [], total: 0, pages: 0 });
  const response = await client.apiCall(`/api/v1/plugs/${id}`);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual(NOT_FOUND);
});

it('search matches a part of a name and filters by type', async () => {
  const { client } = await newLoggedInClient();
  await client.createPlug({ ...TARGET, first_name: 'Janet' });
  const contact = await client.createPlug(CONTACT);
  expect(await client.searchPlugs('jane', 'contact')).toEqual({
    items: [contact],
    total: 1,
    page: 1,
    per_page: 20,
    pages: 1,
    has_next: false,
    has_prev: false,
  });
  expect((await client.searchPlugs('jane')).total).toBe(2);
});

it('the statistics count the plugs of the account', async () => {
  const { client } = await newLoggedInClient();
  await client.createPlug(TARGET);
  await client.createPlug(CONTACT);
  const response = await client.apiCall('/api/v1/plugs/stats');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    total_plugs: 2,
    total_targets: 1,
    total_contacts: 1,
    by_priority: { low: 0, medium: 1, high: 1, urgent: 0 },
    by_business_type: { health_tech: 1 },
    by_network_type: { new_client: 1 },
    by_tag: { decision_maker: 1, high_priority: 1 },
    recent_conversions: 0,
    truncated: [],
  });
});

it('the documented conversion turns a target with an e-mail address into a contact', async () => {
  const { client } = await newLoggedInClient();
  const target = await client.createPlug({ ...TARGET, email: 'john@techcorp.com' });
  const conversion = {
    notes: 'Met at tech conference',
    network_type: 'new_partnership',
    business_type: 'health_tech',
    connect_reason: 'Potential collaboration',
    tags: ['decision_maker'],
    priority: 'medium',
    hubspot_pipeline_stage: 'Initial Contact',
  };
  expect(await client.convertTargetToContact(target.id, conversion)).toEqual({
    ...target,
    ...conversion,
    plug_type: 'contact',
    is_contact: true,
    is_target: false,
    updated_at: aTime,
  });
});
