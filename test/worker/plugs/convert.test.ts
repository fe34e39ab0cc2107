/** The conversion of targets to contacts. */
import { describe, expect, it } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress } from '../support/client.ts';
import { aTime, failure } from '../support/golden.ts';
import { newPlugOwner } from './plug-owner.ts';

const JOHN = { first_name: 'John', last_name: 'Doe' };
const CONTACT = { ...JOHN, email: 'john@example.com', company: 'Tech Corp', job_title: 'Engineer' };

describe('a conversion', () => {
  it('a conversion turns a target into a contact with its stored fields and the sent fields', async () => {
    const { create, convert, read } = await newPlugOwner();
    const { body: target } = await create({ ...JOHN, notes: 'Met', tags: ['a'], priority: 'low' });
    const sent = {
      email: 'John@Example.com',
      primary_number: '+1 202 555 0134',
      company: 'Tech Corp',
      job_title: 'Engineer',
      linkedin_url: 'https://www.linkedin.com/in/john',
      tags: ['b'],
    };
    const response = await convert(target.id, sent);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      ...target,
      ...sent,
      tags: ['a', 'b'],
      email: 'john@example.com',
      plug_type: 'contact',
      network_type: 'new_client',
      is_contact: true,
      is_target: false,
      is_complete_contact: true,
      updated_at: aTime,
    });
    expect((await read(target.id)).body).toEqual(response.body);
  });

  it.each([{ email: 'a@example.com' }, { primary_number: '1234567' }])(
    'a conversion succeeds if the target or the request has %j',
    async (contactData) => {
      for (const [stored, sent] of [[contactData, {}] as const, [{}, contactData] as const]) {
        const { create, convert } = await newPlugOwner();
        const { body } = await create({ ...JOHN, ...stored });
        const response = await convert(body.id, sent);
        expect(response.body).toMatchObject({ plug_type: 'contact', is_complete_contact: false });
      }
    },
  );

  it('a conversion needs neither a body nor a Content-Type', async () => {
    const { token, create } = await newPlugOwner();
    const { body } = await create({ ...JOHN, email: 'a@example.com' });
    const headers = { Authorization: `Bearer ${token}`, 'CF-Connecting-IP': freshAddress() };
    const url = `http://plugs.test/api/v1/plugs/${body.id}/convert`;
    expect((await worker.fetch(new Request(url, { method: 'POST', headers }))).status).toBe(200);
  });

  it('a conversion with a JSON content type needs no body', async () => {
    const { token, create } = await newPlugOwner();
    const { body } = await create({ ...JOHN, email: 'a@example.com' });
    expect((await call(`/plugs/${body.id}/convert`, { token, method: 'POST' })).status).toBe(200);
  });

  it('only one of two concurrent conversions of a target succeeds', async () => {
    const { create, convert } = await newPlugOwner();
    const { body } = await create({ ...JOHN, email: 'a@example.com' });
    const responses = await Promise.all([convert(body.id), convert(body.id)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('the conversion of a contact, or of a target that has neither an e-mail address nor a phone number, is rejected', async () => {
    const { create, convert, read } = await newPlugOwner();
    const { body: contact } = await create(CONTACT);
    const { body: target } = await create({ ...JOHN, company: 'Tech Corp' });
    const again = await convert(contact.id, { notes: 'again' });
    const withoutContactData = await convert(target.id, { notes: 'no' });
    expect([again.status, withoutContactData.status]).toEqual([422, 422]);
    expect(again.body).toEqual(failure('UNPROCESSABLE', 'Only targets can be converted to contacts'));
    expect(withoutContactData.body).toEqual(
      failure('UNPROCESSABLE', 'Target needs at least name and contact info (email or phone) for conversion'),
    );
    expect((await read(contact.id)).body).toEqual(contact);
    expect((await read(target.id)).body).toEqual(target);
  });
});
