/** Imports of contacts: outcomes, duplicates, preview, undo and limits. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newImportOwner } from './import-owner.ts';

const FILE =
  'First Name,Last Name,Email,Company,Size\nJane,Smith,jane@example.com,Acme,42\n,,,,1\nLi,Wei,none,,\n';

it('an import creates plugs in one changeset, reports each entry, and is listed', async () => {
  const { send, readPlugs, readImports, readRevisions } = await newImportOwner();
  const { status, body } = await send(FILE, { query: { tags: 'fair, berlin ,Fair,cafe\u0301' } });
  expect(status).toBe(200);
  const [jane, li] = await readPlugs();
  expect(body).toEqual({
    dry_run: false,
    import_id: expect.any(String),
    format: 'csv',
    created: 2,
    updated: 0,
    skipped: 0,
    failed: 1,
    complete: true,
    columns: {
      'First Name': 'first_name',
      'Last Name': 'last_name',
      Email: 'email',
      Company: 'company',
      Size: 'custom_data.Size',
    },
    entries: [
      { line: 2, outcome: 'created', id: jane.id, name: 'Jane Smith' },
      {
        line: 3,
        outcome: 'failed',
        errors: [
          { field: 'first_name', message: 'An entry needs a name, a company, an email address or a number' },
        ],
      },
      {
        line: 4,
        outcome: 'created',
        id: li.id,
        name: 'Li Wei',
        warnings: [{ field: 'email', message: 'email must be a valid email address' }],
      },
    ],
  });
  expect(jane).toMatchObject({
    tags: ['fair', 'berlin', 'caf\u00e9'],
    custom_data: { Size: '42' },
    plug_type: 'target',
  });
  expect(li.custom_data).toEqual({ emails: [{ value: 'none' }] });
  const changesets = (await readRevisions()).map(({ changeset }) => changeset);
  expect(changesets).toEqual([body.import_id, body.import_id]);
  expect(await readImports()).toEqual([
    {
      id: body.import_id,
      file_name: null,
      created_at: expect.any(String),
      state: 'complete',
      created: 2,
      updated: 0,
      skipped: 0,
      failed: 1,
      undone_by: null,
    },
  ]);
});

it('a preview returns the counts of the import and writes nothing', async () => {
  const { send, readPlugs, readImports } = await newImportOwner();
  const { body } = await send(FILE, { query: { dry_run: 'true' } });
  expect(body).toMatchObject({ dry_run: true, import_id: null, created: 2, failed: 1 });
  expect(body.entries[0]).toEqual({ line: 2, outcome: 'created', name: 'Jane Smith' });
  expect([await readPlugs(), await readImports()]).toEqual([[], []]);
});

it('an import reads a form with a file, stores the name of the file, and rejects a form with an event', async () => {
  const { send, readImports, token } = await newImportOwner();
  const form = new FormData();
  form.set('file', new File([FILE], 'my contacts.csv', { type: 'application/octet-stream' }));
  const encoded = new Response(form);
  const type = encoded.headers.get('Content-Type') ?? '';
  const { body } = await send(await encoded.text(), { type });
  expect(body.created).toBe(2);
  expect((await readImports())[0]).toMatchObject({ file_name: 'my contacts.csv' });
  form.set('event', 'x');
  const withEvent = new Response(form);
  const headers = { 'Content-Type': withEvent.headers.get('Content-Type') ?? '' };
  const rejected = await call('/plugs/import', { token, body: await withEvent.text(), headers });
  expect([rejected.status, rejected.body.detail]).toEqual([400, 'Events are not available yet']);
});

describe('an entry that is a duplicate of a stored plug', () => {
  const stored = {
    email: 'jane@example.com',
    company: 'Acme',
    primary_number: '+44 20 7946 0109',
    tags: ['old'],
    custom_data: { a: 1 },
  };
  const file = JSON.stringify([
    {
      first_name: 'Janet',
      email: 'JANE@example.com',
      company: 'Other',
      notes: 'new',
      tags: ['new'],
      custom_data: { a: 2, b: 3 },
    },
  ]);

  it('an entry that is a duplicate of a stored plug is skipped with the reason', async () => {
    const { send, create, readPlugs } = await newImportOwner();
    const id = await create(stored);
    const { body } = await send(file, { type: 'application/json' });
    expect(body.entries).toEqual([
      { line: 1, outcome: 'skipped', name: 'Janet', duplicate_of: id, reason: 'same_email' },
    ]);
    expect(await readPlugs()).toHaveLength(1);
  });

  it('with `on_duplicate=update`, an entry fills empty fields of the stored plug, adds tags and custom data, and overwrites no value', async () => {
    const { send, create, read } = await newImportOwner();
    const id = await create(stored);
    const query = { on_duplicate: 'update' };
    const preview = await send(file, { type: 'application/json', query: { ...query, dry_run: 'true' } });
    expect(preview.body).toMatchObject({ updated: 1, skipped: 0 });
    const { body } = await send(file, { type: 'application/json', query });
    expect(body.entries).toEqual([{ line: 1, outcome: 'updated', id, name: 'Janet' }]);
    expect(await read(id)).toMatchObject({
      first_name: 'Ada',
      company: 'Acme',
      notes: 'new',
      tags: ['old', 'new'],
      custom_data: { a: 1, b: 3 },
      plug_type: 'target',
    });
    const again = await send(file, { type: 'application/json', query });
    expect(again.body.entries[0]).toMatchObject({
      outcome: 'skipped',
      duplicate_of: id,
      reason: 'same_email',
    });
  });

  it('with `on_duplicate=create`, an entry is created if only its number matches, and skipped if its e-mail address matches', async () => {
    const { send, create } = await newImportOwner();
    await create({ ...stored, job_title: 'CEO' });
    const text = 'Name,Email,Phone\nA B,jane@example.com,\nC D,c@example.com,020 7946 0109\n';
    const { body } = await send(text, { query: { on_duplicate: 'create' } });
    expect(body).toMatchObject({ created: 1, skipped: 1 });
    expect((await send('Name,Phone\nE F,+442079460109')).body.entries[0].reason).toBe('same_phone');
  });

  it('an entry is created if the only plug that it duplicates is in the trash', async () => {
    const { send, create, token } = await newImportOwner();
    await call(`/plugs/${await create(stored)}`, { token, method: 'DELETE' });
    expect((await send(file, { type: 'application/json' })).body.created).toBe(1);
  });
});

it('the undo of an import moves new plugs to the trash, clears filled fields, and keeps a plug that was edited later', async () => {
  const { send, create, read, undo, readPlugs, token, readImports } = await newImportOwner();
  const id = await create({ email: 'jane@example.com' });
  const text =
    'Name,Email,Company\nJ S,jane@example.com,Acme\nNew One,new@example.com,\nEdited,e@example.com,\n';
  const { body } = await send(text, { query: { on_duplicate: 'update' } });
  const edited = body.entries[2].id;
  await call(`/plugs/${edited}`, { token, method: 'PUT', body: { notes: 'mine' } });
  const undone = await undo(body.import_id);
  expect(undone.body).toMatchObject({ undone: 2, kept: [{ plug_id: edited, reason: 'edited_later' }] });
  expect((await read(id)).company).toBeNull();
  expect((await readPlugs()).map((plug: { id: string }) => plug.id).sort()).toEqual([id, edited].sort());
  expect((await readImports())[0].undone_by).toBe(undone.body.undo_id);
  // Neither an unknown id nor the id of an undo is the id of an import.
  expect((await undo(crypto.randomUUID())).status).toBe(404);
  expect((await undo(undone.body.undo_id)).status).toBe(404);
});

describe('a rejected import', () => {
  it.each([
    [{ event: 'x' }, 'Events are not available yet'],
    [{ mapping: '[]' }, 'mapping must be a JSON object of column names and field names'],
    [{ mapping: '{"Nix":"email"}' }, 'mapping names the column "Nix", which the file does not have'],
    [{ tags: 'x'.repeat(51) }, 'tags must be at most 50 characters each'],
    [{ on_duplicate: 'merge' }, 'on_duplicate must be one of skip, update, create'],
  ])('an import with the query %j is rejected', async (query, message) => {
    const { send, readPlugs } = await newImportOwner();
    const { status, body } = await send(FILE, { query: query as Record<string, string> });
    expect([status, body.detail]).toEqual([400, message]);
    expect(await readPlugs()).toEqual([]);
  });

  it('an import of more than 5 MiB or 5,000 entries is rejected with a message that contains the limit', async () => {
    const { send } = await newImportOwner();
    const large = await send('a'.repeat(5 * 1024 * 1024 + 1));
    expect([large.status, large.body.detail]).toEqual([413, 'A file can have at most 5 MiB']);
    const many = await send(`Name\n${'A B\n'.repeat(5001)}`);
    expect([many.status, many.body.detail]).toEqual([422, 'A file can have at most 5000 entries']);
  });

  it('an import with the content type of an image and an import of a spreadsheet are rejected', async () => {
    const { send } = await newImportOwner();
    expect((await send(FILE, { type: 'image/png' })).status).toBe(415);
    expect((await send('PK\u0003\u0004x')).body.detail).toBe(
      'The file is a spreadsheet or an archive. Save it as CSV first',
    );
  });

  it('an import that would exceed the maximum number of plugs is rejected and writes nothing', async () => {
    const { readPlugs, token } = await newImportOwner();
    const { status, body } = await call('/plugs/import', {
      token,
      body: 'Name,Email\nA,a@example.com\nB,b@example.com\n',
      headers: { 'Content-Type': 'text/csv' },
      variables: { LIMITS: '{"plugs":1}' },
    });
    expect([status, body.detail]).toEqual([422, 'An account can have at most 1 plugs']);
    expect(await readPlugs()).toEqual([]);
  });
});
