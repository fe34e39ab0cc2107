/** The parameter and field `event`. There are no events yet, so every request that names an event is rejected. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newPlugOwner } from '../plug-owner.ts';

const MESSAGE = 'Events are not available yet';
const NAME = { first_name: 'Ada', last_name: 'Lovelace' };

describe('the query', () => {
  const paths = ['/plugs', '/plugs/search?q=ada', '/plugs/stats', '/plugs/stats?series=week'];

  it.each(paths)('GET %s with an event returns 400', async (path) => {
    const { token } = await newPlugOwner();
    const query = path.includes('?') ? '&event=e1' : '?event=e1';
    const { status, body } = await call(path + query, { token });
    expect([status, body.detail, body.error.details[0].field]).toEqual([400, MESSAGE, 'event']);
    expect((await call(`${path}${query}&event=e2`, { token })).status).toBe(400);
  });

  it.each(paths)('GET %s accepts an event that is empty, blank or null', async (path) => {
    const { token } = await newPlugOwner();
    for (const value of ['', '%20', 'null']) {
      const query = path.includes('?') ? '&event=' : '?event=';
      expect((await call(path + query + value, { token })).status).toBe(200);
    }
  });
});

it.each([
  ['POST', '/plugs/bulk', { filter: { event: 'e1' }, action: 'convert' }],
  ['POST', '/plugs/bulk', { filter: { event: null }, action: 'convert' }],
  ['PUT', '/plugs/by', { match: { email: 'ada@example.com' }, ...NAME, event: 'e1' }],
  ['PUT', '/plugs/by/email/ada@example.com', { ...NAME, event: 'e1' }],
])('%s %s with the field event returns 400 and creates no plug: %j', async (method, path, body) => {
  const { token, list } = await newPlugOwner();
  const response = await call(path, { token, method, body });
  expect([response.status, response.body.detail]).toEqual([400, MESSAGE]);
  expect((await list()).body.total).toBe(0);
});

it('an upsert with the event null is accepted', async () => {
  const { token } = await newPlugOwner();
  const body = { match: { email: 'ada@example.com' }, ...NAME, event: null };
  expect((await call('/plugs/by', { token, method: 'PUT', body })).status).toBe(201);
});
