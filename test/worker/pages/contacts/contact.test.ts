/** The page of one contact: the form of each field, with and without script. */
import { describe, expect, it } from 'vitest';
import { createContactOwner, editField, HTMX_HEADERS, hiddenFields, locationOf } from './contact-owner.ts';

const EVERY_FIELD = {
  first_name: 'Grace',
  last_name: 'Hopper',
  email: 'grace@example.com',
  primary_number: '+1 555 0142',
  secondary_number: '+1 555 0143',
  company: 'Navy',
  job_title: 'Rear admiral',
  priority: 'urgent',
  linkedin_url: 'https://www.linkedin.com/in/grace',
  telegram_username: 'grace_h',
  telegram_user_id: '12345',
  network_type: 'Existing client',
  business_type: 'CRO',
  birthday: '--12-09',
  met_at: '2026-11-20',
  met_where: 'Fair',
  hubspot_pipeline_stage: 'Qualified to buy',
  profile_picture: 'https://pictures.example/grace.png',
  connect_reason: 'Knows COBOL',
  notes: 'First line\nSecond line',
};
/** The stored values of fields whose typed text the service converts. */
const STORED_VALUES: Record<string, unknown> = {
  telegram_user_id: 12_345,
  network_type: 'existing_client',
  business_type: 'cro',
  hubspot_pipeline_stage: 'qualifiedtobuy',
};

describe('the page of a contact', () => {
  it('the form of each field saves its value, and the page then shows the new name, links, birthday and stage', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    for (const [name, value] of Object.entries(EVERY_FIELD)) {
      const response = await editField(owner, id, name, value.replaceAll('\n', '\r\n'));
      expect([name, response.status]).toEqual([name, 303]);
      expect(locationOf(response)).toMatch(/\?done=saved&undo=rev_\w{11}#field-/);
    }
    const { body: plug } = await owner.readPlug(id);
    expect(plug).toMatchObject({ ...EVERY_FIELD, ...STORED_VALUES });
    const { body } = await owner.open(`/${id}`);
    for (const text of [
      'Grace Hopper',
      'mailto:grace@example.com',
      'tel:+15550142',
      '9 December',
      'Qualified to buy',
    ]) {
      expect(body).toContain(text);
    }
  });

  it.each([
    ['+44 (0)20 7946 0958', 'tel:+442079460958'],
    ['0044 20 7946 0958', 'tel:+442079460958'],
    ['020 7946 0958', 'tel:02079460958'],
    ['+\u0669\u0667\u0661 50 123 4567', 'tel:+971501234567'],
  ])('the number %s is dialled with the link %s', async (number, link) => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ primary_number: number });
    const { body } = await owner.open(`/${id}`);
    expect(body.match(/tel:[^"]*/g)).toEqual([link, link]);
  });

  it.each(Object.keys(EVERY_FIELD).filter((name) => !['first_name', 'priority'].includes(name)))(
    'a blank value clears %s',
    async (name) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ ...EVERY_FIELD, telegram_user_id: 1, plug_type: undefined });
      expect((await editField(owner, id, name, '')).status).toBe(303);
      expect((await owner.readPlug(id)).body[name]).toBe(name === 'last_name' ? '' : null);
    },
  );

  it.each([
    ['email', 'grace@', 'Enter a complete address'],
    ['primary_number', '12', 'Phone must have 7 to 15 digits'],
    ['linkedin_url', 'javascript:alert(1)', 'LinkedIn must be a valid http(s) URL'],
    ['birthday', '31 June', 'Birthday must be a date'],
    ['telegram_user_id', '-1', 'Telegram id must be a positive whole number'],
    ['first_name', 'x'.repeat(65), 'First name must be at most 64 characters'],
    ['priority', 'none', 'Choose a priority from the list.'],
  ])(
    'a wrong value of %s is rejected with the reason, and a typed value is shown again',
    async (name, value, message) => {
      const owner = await createContactOwner();
      const { id } = await owner.create();
      for (const isHtmx of [false, true]) {
        const { status, body } = await editField(owner, id, name, value, isHtmx);
        expect(status).toBe(422);
        expect(body).toContain(message);
        if (name !== 'priority') expect(body).toContain(`value="${value}"`);
        expect(body.includes('<html')).toBe(!isHtmx);
      }
    },
  );

  it('the last value that identifies a contact cannot be cleared', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ last_name: 'X' });
    expect((await editField(owner, id, 'last_name', '')).status).toBe(303);
    const { status, body } = await editField(owner, id, 'first_name', ' ');
    expect([status, body.includes('A contact needs a name, a company')]).toEqual([422, true]);
  });

  it('an e-mail address that another contact has is rejected with a message', async () => {
    const owner = await createContactOwner();
    const work = { company: 'A', job_title: 'B' };
    await owner.create({ ...work, email: 'taken@example.com' });
    const { id } = await owner.create({ ...work, email: 'free@example.com' });
    const { status, body } = await editField(owner, id, 'email', 'taken@example.com');
    expect([status, body.includes('A contact with this e-mail address already exists.')]).toEqual([
      409,
      true,
    ]);
  });
});

describe('the form of a field', () => {
  it('a response to htmx replaces the field, the heading, the toast and the history, and gives the focus to the edit link', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    const form = await owner.open(`/${id}?edit=first_name`, HTMX_HEADERS);
    expect(form.body).toMatch(/^<dd id="edit-first_name"><form/);
    const { status, body } = await editField(owner, id, 'first_name', 'Grace', true);
    expect(status).toBe(200);
    expect(body).toMatch(/^<dd id="field-first_name"><span class="value"><bdi>Grace<\/bdi>/);
    expect(body).toMatch(/<a [^>]*autofocus/);
    expect(body).toContain('<hx-partial hx-target="#contact-heading"');
    expect(body).toMatch(/<hx-partial hx-target="#toast".*name="revision" value="rev_/s);
    expect(body).toMatch(
      /<hx-partial hx-target="#history-card".*<del><bdi>Ada<\/bdi><\/del> → <ins><bdi>Grace/s,
    );
    const closed = await owner.open(`/${id}?view=first_name`, HTMX_HEADERS);
    expect(closed.body).toMatch(/^<dd id="field-first_name">/);
  });

  it.each([{}, HTMX_HEADERS])(
    'a new field of the custom data without a value is rejected: %j',
    async (headers) => {
      const owner = await createContactOwner();
      const { id } = await owner.create();
      const { status, body } = await owner.send(`/${id}/data`, { key: 'source', value: ' ' }, headers);
      expect([status, body.includes('Enter a value.')]).toEqual([422, true]);
      expect((await owner.readPlug(id)).body.custom_data).toEqual({});
    },
  );

  it.each([
    ['', 'company', 'edit=company'],
    ['/data', 'value', 'edit_key=source'],
  ])(
    'a write by htmx at the path "%s" returns the new history without a further round trip',
    async (path, field, query) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ custom_data: { source: 'Fair' } });
      const write = async (value: string) => {
        const form = await owner.open(`/${id}?${query}`, HTMX_HEADERS);
        const hidden = hiddenFields(form.body, `/web/contacts/${id}${path}`);
        return owner.send(`/${id}${path}`, { ...hidden, [field]: value }, HTMX_HEADERS);
      };
      for (let turn = 0; turn < 15; turn += 1) await write(`Value ${turn}`);
      const { body, cost } = await write('Acme');
      expect(cost).toMatchObject({ trips: 2, objects: 0, kv: 0 });
      expect(cost.rowsRead).toBeLessThanOrEqual(70);
      expect(body).toMatch(/#history-card.*Value 14<\/bdi><\/del> → <ins><bdi>Acme/s);
      expect(body.match(/class="timeline-body"/g)).toHaveLength(10);
      expect(body).toContain('Show older');
      expect((await write('Acme')).body).not.toContain('#history-card');
    },
  );

  it('the forms of the notes and of custom data keep the line breaks of a value that was not changed', async () => {
    const owner = await createContactOwner();
    const notes = '\nfirst\rsecond';
    const { id } = await owner.create({ notes, custom_data: { a: notes } });
    const fieldPage = await owner.open(`/${id}?edit=notes`);
    const dataPage = await owner.open(`/${id}?edit_key=a`);
    for (const { body } of [fieldPage, dataPage]) expect(body).toContain(`>\n${notes}</textarea>`);
    const value = '\r\nfirst\r\nsecond';
    // A browser sends each line break as CR LF. The update changes the entity tag, so the old values are compared.
    const fieldForm = { ...hiddenFields(fieldPage.body, `/web/contacts/${id}`), notes: value };
    const dataForm = { ...hiddenFields(dataPage.body, `/web/contacts/${id}/data`), value };
    await owner.update(id, { company: 'New' });
    for (const [path, form] of [
      [`/${id}`, fieldForm],
      [`/${id}/data`, dataForm],
    ] as const) {
      expect((await owner.send(path, { ...form, old_value: value })).status).toBe(303);
    }
    expect((await owner.readPlug(id)).body).toMatchObject({ notes, custom_data: { a: notes } });
  });

  it.each([false, true])(
    'a form does not overwrite a value that was changed elsewhere until the form is sent again; htmx: %s',
    async (isHtmx) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ notes: 'First' });
      const headers = isHtmx ? HTMX_HEADERS : {};
      const { body: opened } = await owner.open(`/${id}?edit=notes`, headers);
      await editField(owner, id, 'notes', 'Changed elsewhere');
      const hidden = hiddenFields(opened, `/web/contacts/${id}`);
      const conflict = await owner.send(`/${id}`, { ...hidden, notes: 'Typed here' }, headers);
      expect(conflict.status).toBe(409);
      expect(conflict.body).toContain('The value is now “Changed elsewhere”.');
      expect(conflict.body).toContain('>\nTyped here</textarea>');
      expect((await owner.readPlug(id)).body.notes).toBe('Changed elsewhere');
      const again = hiddenFields(conflict.body, `/web/contacts/${id}`);
      await owner.send(`/${id}`, { ...again, notes: 'Typed here' }, headers);
      expect((await owner.readPlug(id)).body.notes).toBe('Typed here');
    },
  );

  it('a form is saved when only other fields were changed elsewhere', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ notes: 'a\nb' });
    const { body: opened } = await owner.open(`/${id}?edit=notes`);
    await editField(owner, id, 'company', 'Elsewhere');
    // Browsers send line breaks as CRLF.
    const hidden = { ...hiddenFields(opened, `/web/contacts/${id}`), old_value: 'a\r\nb' };
    expect((await owner.send(`/${id}`, { ...hidden, notes: 'c' })).status).toBe(303);
    expect((await owner.readPlug(id)).body).toMatchObject({ notes: 'c', company: 'Elsewhere' });
  });

  it('notes of 10,000 emoji and notes of 10,000 Chinese characters are saved', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    for (const notes of ['\u{1F9D1}'.repeat(10_000), '語'.repeat(10_000)]) {
      expect((await editField(owner, id, 'notes', notes)).status).toBe(303);
      expect((await owner.readPlug(id)).body.notes).toBe(notes);
    }
  });
});
