/**
 * The statistics page: its numbers, its charts with their tables, escaping and cost. Also the order of the tags on two
 * other pages.
 */
import { describe, expect, it } from 'vitest';
import { call, PASSWORD } from '../support/client.ts';
import { readPage, signUpOnPage } from './page-client.ts';

const PATH = '//web/statistics';
const HOSTILE_TEXT = '<script>alert(1)</script>';

/** Creates a user with a converted contact, and with a target that has a hostile tag and business type. */
async function createUserWithContacts() {
  const person = await signUpOnPage();
  const login = await call('/auth/login', { body: { email: person.email, password: PASSWORD } });
  const token: string = login.body.tokens.access_token;
  const target = {
    first_name: 'Jane',
    last_name: 'Doe',
    tags: [HOSTILE_TEXT, 'fair'],
    business_type: HOSTILE_TEXT,
  };
  await call('/plugs/', { token, body: target });
  const contact = {
    first_name: 'Ada',
    last_name: 'Roe',
    email: 'ada@example.com',
    network_type: 'new_client',
  };
  const { body } = await call('/plugs/', { token, body: contact });
  await call(`/plugs/${body.id}/convert`, { token, body: {} });
  return person;
}

describe('the statistics page', () => {
  it('the statistics page shows an empty state for an account without contacts', async () => {
    const { cookie } = await signUpOnPage();
    const { status, body } = await readPage(PATH, { cookie });
    expect(status).toBe(200);
    expect(body).toContain('No numbers yet');
    expect(body).not.toContain('class="plot"');
  });

  it('the statistics page shows the totals, a chart of 53 weeks and six tables of numbers', async () => {
    const { cookie } = await createUserWithContacts();
    const { body } = await readPage(PATH, { cookie });
    expect(body).toContain('<dt>Contacts and targets</dt><dd>2</dd>');
    expect(body).toContain('2 new and 1 converted in total.');
    expect(body.match(/<g class="column">/g)).toHaveLength(53);
    expect(body.match(/class="data-table"/g)).toHaveLength(6);
    expect(body).toContain('New client');
  });

  it.each([
    ['3', 13],
    ['12', 53],
    ['0', 53],
    ['x', 53],
  ])('the statistics page with months=%s shows %i weeks', async (months, weeks) => {
    const { cookie } = await createUserWithContacts();
    const { body } = await readPage(`${PATH}?months=${months}`, { cookie });
    expect(body.match(/<g class="column">/g)).toHaveLength(weeks);
  });

  it('the statistics page shows hostile values as text', async () => {
    const { cookie } = await createUserWithContacts();
    const { body } = await readPage(PATH, { cookie });
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script>alert');
  });

  it('the statistics page costs one round trip to D1 and at most 120 rows read', async () => {
    const { cookie } = await createUserWithContacts();
    const { cost } = await readPage(PATH, { cookie });
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(120);
  });
});

it('the overview and the suggestions list the most frequent tag first, also if another tag is a number', async () => {
  const { email, cookie } = await signUpOnPage();
  const login = await call('/auth/login', { body: { email, password: PASSWORD } });
  for (const tags of [['vip'], ['vip', '2024']]) {
    const body = { first_name: 'Ada', last_name: String(tags.length), tags };
    await call('/plugs/', { token: login.body.tokens.access_token, body });
  }
  const overview = await readPage('//web', { cookie });
  expect(overview.body).toMatch(/<bdi>vip<.*<bdi>2024</s);
  const list = await readPage('//web/contacts', { cookie });
  expect(list.body).toMatch(/<datalist id="used-tags"><option value="vip">.*<option value="2024">/);
});
