/** The forms with all fields: a new contact, its duplicates, and an edit. */
import { describe, expect, it } from 'vitest';
import { sendForm } from '../page-client.ts';
import {
  createContactOwner,
  expectNoInjection,
  HOSTILE_TEXT,
  HTMX_HEADERS,
  hiddenFields,
  locationOf,
} from './contact-owner.ts';

/** The id of the contact in the path of a redirect. Empty if the path contains no id. */
const contactIdIn = (location: string): string => /^\/web\/contacts\/([\w-]{36})/.exec(location)?.[1] ?? '';

describe('a new contact', () => {
  it.each([
    ['first_name', 'Ada'],
    ['last_name', 'Lovelace'],
    ['company', 'Acme'],
    ['email', 'ada@example.com'],
    ['primary_number', '+1 555 0142'],
  ])('a contact is added with only %s', async (name, value) => {
    const owner = await createContactOwner();
    const response = await owner.send('/new', { [name]: value, first_name: '', ...{ [name]: value } });
    expect(locationOf(response)).toMatch(/\?done=added&undo=rev_/);
    const { body } = await owner.readPlug(contactIdIn(locationOf(response)));
    expect(body).toMatchObject({ [name]: value, plug_type: 'target' });
  });

  it('a new contact has the fields and tags of the form', async () => {
    const owner = await createContactOwner();
    const form = {
      ...{ first_name: 'Grace', last_name: 'Hopper', email: 'grace@example.com', company: 'Navy' },
      ...{ job_title: 'Admiral', priority: 'urgent', network_type: 'mentor', tags: 'vip, navy ,VIP,' },
      ...{ birthday: '--12-09', met_at: '2026-11-20', telegram_user_id: '12', notes: 'a\r\nb' },
    };
    const id = contactIdIn(locationOf(await owner.send('/new', form)));
    expect((await owner.readPlug(id)).body).toMatchObject({
      ...{ plug_type: 'contact', full_name: 'Grace Hopper', priority: 'urgent', network_type: 'mentor' },
      ...{ tags: ['vip', 'navy'], birthday: '--12-09', met_at: '2026-11-20', telegram_user_id: 12 },
      notes: 'a\nb',
    });
  });

  it('a form without a name, company, e-mail address or number is shown again with the typed values', async () => {
    const owner = await createContactOwner();
    const { status, body } = await owner.send('/new', { job_title: 'CEO', notes: 'typed' });
    expect([status, body.includes('Enter a name, a company, an e-mail address or a number.')]).toEqual([
      422,
      true,
    ]);
    expect(body).toContain('value="CEO"');
    expect(body).toContain('>\ntyped</textarea>');
  });

  it('the form of a new contact divides the name in the query into the first and the last name', async () => {
    const { body } = await (await createContactOwner()).open('/new?name=Ada%20King%20Lovelace');
    expect(body).toMatch(/name="first_name"[^>]*value="Ada"/);
    expect(body).toMatch(/name="last_name"[^>]*value="King Lovelace"/);
  });
});

describe('duplicates of a new contact', () => {
  it('the form shows duplicates before a contact is saved, and the second submission saves the contact', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({
      first_name: 'Amara',
      last_name: 'O',
      primary_number: '+1 415 555 0142',
    });
    const form = { first_name: 'A.', last_name: 'Okonkwo', primary_number: '+14155550142' };
    const firstResponse = await owner.send('/new', form);
    expect(firstResponse.status).toBe(422);
    expect(firstResponse.body).toContain(`href="/web/contacts/${id}"`);
    expect(firstResponse.body).toContain('same phone number');
    expect(firstResponse.body).toContain('Add anyway');
    const seenField = hiddenFields(firstResponse.body, '/web/contacts/new');
    expect(seenField).toEqual({ seen: id });
    const added = await owner.send('/new', { ...form, ...seenField });
    expect(added.status).toBe(303);
  });

  it('the form is shown again for a duplicate that was not shown before', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ email: 'a@example.com' });
    await owner.create({ last_name: 'Other', email: 'b@example.com' });
    const { status } = await owner.send('/new', { first_name: 'X', email: 'b@example.com', seen: id });
    expect(status).toBe(422);
  });

  it('the response to htmx lists the duplicates of the typed values, in one round trip', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ email: 'a@example.com' });
    const form = { email: 'A@example.com', company: '' };
    const { status, body, cost } = await owner.send('/new/duplicates', form, HTMX_HEADERS);
    expect([status, cost.trips]).toEqual([200, 1]);
    expect(body).toMatch(new RegExp(`^<div id="duplicates".*${id}`));
    const none = await owner.send('/new/duplicates', { email: 'a@' }, HTMX_HEADERS);
    expect([none.status, none.body]).toEqual([200, '<div id="duplicates" aria-live="polite"></div>']);
  });

  it('a check for duplicates accepts the longest notes, and leaves the form on its page after the session ended', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ email: 'a@example.com' });
    const form = { email: 'a@example.com', notes: '語'.repeat(10_000) };
    const found = await owner.send('/new/duplicates', form, HTMX_HEADERS);
    expect([found.status, found.body.includes(id)]).toEqual([200, true]);
    const options = { cookie: '', headers: HTMX_HEADERS };
    const { status, headers } = await sendForm('//web/contacts/new/duplicates', form, options);
    expect([status, headers.get('HX-Redirect'), headers.get('HX-Retarget')]).toEqual([401, null, '#toast']);
  });

  it('a contact with the e-mail address of another contact is rejected, also if the other contact was shown', async () => {
    const owner = await createContactOwner();
    const work = { company: 'A', job_title: 'B', email: 'taken@example.com' };
    const { id } = await owner.create(work);
    const { status, body } = await owner.send('/new', { first_name: 'X', ...work, seen: id });
    expect([status, body.includes('A contact with this e-mail address already exists.')]).toEqual([
      409,
      true,
    ]);
  });

  it('contacts of another owner are not duplicates', async () => {
    await (await createContactOwner()).create({ email: 'other@example.com' });
    const owner = await createContactOwner();
    expect((await owner.send('/new', { first_name: 'X', email: 'other@example.com' })).status).toBe(303);
  });
});

describe('the edit of all fields', () => {
  /** Opens the form with all fields, and returns its ETag and the page. */
  const openEditForm = async (owner: Awaited<ReturnType<typeof createContactOwner>>, id: string) => {
    const { body } = await owner.open(`/${id}/edit`);
    return { etag: hiddenFields(body, `/web/contacts/${id}/edit`).etag ?? '', body };
  };

  it('an edit saves only the changed fields, in two round trips', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ network_type: 'New client', notes: 'a\r\nb', company: 'Old' });
    const { etag, body } = await openEditForm(owner, id);
    expect(body).toMatch(/name="company"[^>]*value="Old"/);
    const form = { first_name: 'Ada', last_name: 'Test', network_type: 'New client', notes: 'a\r\nb' };
    const saved = await owner.send(`/${id}/edit`, { ...form, company: 'New', job_title: 'CEO', etag });
    expect(locationOf(saved)).toMatch(/\?done=saved&undo=rev_/);
    expect(saved.cost.trips).toBe(2);
    const { body: plug } = await owner.readPlug(id);
    expect(plug).toMatchObject({
      company: 'New',
      job_title: 'CEO',
      network_type: 'New client',
      notes: 'a\r\nb',
    });
  });

  it('an edit keeps the line breaks of a note that was not changed, also a line break at its beginning', async () => {
    const owner = await createContactOwner();
    const notes = '\nfirst\rsecond\r\nthird';
    const { id } = await owner.create({ notes });
    const { etag, body } = await openEditForm(owner, id);
    expect(body).toContain(`>\n${notes}</textarea>`);
    const sent = { notes: '\r\nfirst\r\nsecond\r\nthird', company: 'New', etag };
    expect((await owner.send(`/${id}/edit`, sent)).status).toBe(303);
    expect((await owner.readPlug(id)).body).toMatchObject({ notes, company: 'New' });
  });

  it('an edit of a contact that was changed elsewhere shows the current values, and can then be sent again', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ company: 'Old' });
    const { etag } = await openEditForm(owner, id);
    const form = { first_name: 'Ada', last_name: 'Test', company: 'Mine', etag };
    const otherEdit = await owner.send(`/${id}/edit`, { company: 'Elsewhere', etag });
    expect(otherEdit.status).toBe(303);
    const conflict = await owner.send(`/${id}/edit`, form);
    expect([conflict.status, conflict.body.includes('Company: “Elsewhere”')]).toEqual([409, true]);
    expect(conflict.body).toMatch(/name="company"[^>]*value="Mine"/);
    const again = hiddenFields(conflict.body, `/web/contacts/${id}/edit`);
    expect((await owner.send(`/${id}/edit`, { ...form, ...again })).status).toBe(303);
    expect((await owner.readPlug(id)).body.company).toBe('Mine');
  });

  it('an edit cannot clear all values that identify a contact', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    const { etag } = await openEditForm(owner, id);
    const { status, body } = await owner.send(`/${id}/edit`, { first_name: '', last_name: '', etag });
    expect([status, body.includes('A contact needs a name')]).toEqual([422, true]);
  });

  it('the edit page and its form return 404 for a contact of another owner', async () => {
    const { id } = await (await createContactOwner()).create();
    const other = await createContactOwner();
    expect((await other.open(`/${id}/edit`)).status).toBe(404);
    expect((await other.send(`/${id}/edit`, { company: 'Mine', etag: '*' })).status).toBe(404);
  });
});

it('the forms escape stored values, typed values and the query', async () => {
  const owner = await createContactOwner();
  const text = HOSTILE_TEXT.slice(0, 60);
  const { id } = await owner.create({
    first_name: text,
    company: text,
    notes: HOSTILE_TEXT,
    email: 'h@example.com',
  });
  const names = [
    'first_name',
    'email',
    'primary_number',
    'linkedin_url',
    'birthday',
    'notes',
    'tags',
    'priority',
  ];
  const form = Object.fromEntries(names.map((name) => [name, HOSTILE_TEXT]));
  const bodies = [
    await owner.open(`/new?name=${encodeURIComponent(HOSTILE_TEXT)}`),
    await owner.open(`/${id}/edit`),
    await owner.send('/new', form),
    await owner.send('/new', { email: 'h@example.com', seen: HOSTILE_TEXT }),
    await owner.send(`/${id}/edit`, { ...form, etag: HOSTILE_TEXT }),
    await owner.send('/new/duplicates', { email: 'h@example.com' }, HTMX_HEADERS),
  ];
  for (const { body } of bodies) expectNoInjection(body);
});
