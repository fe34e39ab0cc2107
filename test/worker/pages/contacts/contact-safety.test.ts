/** The page of a contact: ids of other owners, escaping of hostile text, and costs. */
import { expect, it } from 'vitest';
import {
  createContactOwner,
  editField,
  expectNoInjection,
  HOSTILE_TEXT,
  HTMX_HEADERS,
} from './contact-owner.ts';

it('the page and the forms of a contact return 404 for an id of another owner and for an unknown id', async () => {
  const [owner, other] = [await createContactOwner(), await createContactOwner()];
  const { id } = await owner.create({ custom_data: { a: 'b' } });
  for (const foreignId of [id, crypto.randomUUID(), 'no-id', '%00']) {
    for (const path of ['', '?edit=notes'])
      expect((await other.open(`/${foreignId}${path}`)).status).toBe(404);
    const forms: [string, Record<string, string>][] = [
      ['', { edit: 'notes', etag: '*', old_value: '', notes: 'mine now' }],
      ['/tag', { tag: 'mine' }],
      ['/untag', { tag: 'mine' }],
      ['/data', { key: 'a', value: 'mine' }],
      ['/convert', {}],
      ['/delete', {}],
    ];
    for (const [path, form] of forms) {
      expect([path, (await other.send(`/${foreignId}${path}`, form)).status]).toEqual([path, 404]);
    }
  }
  expect((await owner.readPlug(id)).body).toMatchObject({ tags: [], notes: null, custom_data: { a: 'b' } });
});

it('the page of a contact escapes stored and rejected values', async () => {
  const owner = await createContactOwner();
  const text = HOSTILE_TEXT.slice(0, 60);
  const { id } = await owner.create({
    ...{ first_name: text, last_name: text, company: text, job_title: text, notes: HOSTILE_TEXT },
    ...{
      connect_reason: HOSTILE_TEXT,
      network_type: text,
      business_type: text,
      hubspot_pipeline_stage: text,
    },
    ...{ met_where: text, tags: [HOSTILE_TEXT.slice(0, 50)] },
    custom_data: { [HOSTILE_TEXT]: HOSTILE_TEXT, object: { [HOSTILE_TEXT]: HOSTILE_TEXT } },
  });
  await editField(owner, id, 'linkedin_url', 'https://example.com/"><script>alert(1)</script>');
  const key = encodeURIComponent(HOSTILE_TEXT);
  for (const query of [
    '',
    '?edit=notes',
    '?edit=company',
    '?edit=network_type',
    `?edit_key=${key}`,
    '?edit_key=object',
  ]) {
    for (const headers of [{}, HTMX_HEADERS]) {
      const { status, body } = await owner.open(`/${id}${query}`, headers);
      expect(status).toBe(200);
      expectNoInjection(body);
    }
  }
  for (const form of [
    { edit: 'email', email: HOSTILE_TEXT, etag: '', old_value: '' },
    { edit: HOSTILE_TEXT },
  ]) {
    expectNoInjection((await owner.send(`/${id}`, form as Record<string, string>)).body);
  }
  expectNoInjection((await owner.send(`/${id}/tag`, { tag: HOSTILE_TEXT + HOSTILE_TEXT })).body);
  expectNoInjection(
    (await owner.send(`/${id}/data`, { key: HOSTILE_TEXT.repeat(3), value: HOSTILE_TEXT })).body,
  );
});

it('the page of a contact costs one round trip, and a write costs two', async () => {
  const owner = await createContactOwner();
  const { id } = await owner.create({ tags: ['a'] });
  const { cost } = await owner.open(`/${id}`);
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0 });
  expect(cost.rowsRead).toBeLessThanOrEqual(26);
  const saved = await editField(owner, id, 'notes', 'x');
  expect(saved.cost).toMatchObject({ trips: 2, objects: 0, kv: 0 });
  expect((await owner.send(`/${id}/tag`, { tag: 'b' })).cost.trips).toBe(2);
});
