/** The import pages: upload, preview, choices, import, result, list and undo. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HTMX_HEADERS, hiddenFields, locationOf } from '../contacts/contact-owner.ts';
import { createImporter, type Importer, textOf } from './import-client.ts';

const FILE =
  'First Name,Last Name,E-Mail,Firma,Size\nJane,Smith,jane@example.com,Acme,42\n,,,,1\nLi,Wei,none,,\n';

let user: Importer;
afterEach(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  user = await createImporter();
});

describe('a file', () => {
  it('a file is previewed and imported, and the import is listed and undone', async () => {
    const path = await user.preview(FILE);
    const preview = await user.visit(path);
    expect(preview.status).toBe(200);
    const text = textOf(preview);
    for (const part of [
      'my contacts.csv CSV · 3 rows',
      '4 of 5 recognised.',
      'Jane Smith Line 2 New jane@example.com Acme',
      '— Line 3 Refused An entry needs a name, a company, an email address or a number',
      'Li Wei Line 4 New E-mail must be a valid email address',
      'Import 2 contacts',
    ]) {
      expect(text).toContain(part);
    }
    expect(await user.readPlugs()).toEqual([]);
    const imported = await user.submit(`${path}/import`, { on_duplicate: 'skip', tags: 'fair, berlin' });
    expect([imported.status, locationOf(imported)]).toEqual([
      303,
      expect.stringMatching(/^\/web\/import\/[\w-]+\?done=imported&count=2&undo=[\w-]+$/),
    ]);
    const result = await user.visit(locationOf(imported));
    expect(textOf(result)).toContain('2 contacts imported from my contacts.csv : 2 created, 1 refused.');
    expect(textOf(result)).toContain('— Line 3 Refused');
    expect(textOf(result)).not.toContain('Jane Smith Line 2');
    expect((await user.readPlugs()).map(({ first_name, tags }) => [first_name, tags])).toEqual([
      ['Jane', ['fair', 'berlin']],
      ['Li', ['fair', 'berlin']],
    ]);
    const list = await user.visit('/web/import');
    expect(textOf(list)).toMatch(/my contacts\.csv now Complete 2 created, 1 refused/);
    const undone = await user.submit('/web/contacts/undo', hiddenFields(list.body, '/web/contacts/undo'));
    expect(locationOf(undone)).toMatch(/^\/web\/import\?done=undone&undo=/);
    expect(textOf(await user.visit(locationOf(undone)))).toMatch(/Undone .*Undone\. Undo/);
    expect(await user.readPlugs()).toEqual([]);
  });

  it('a file is imported once if the form is sent twice', async () => {
    const path = await user.preview(FILE);
    const [first, second] = await Promise.all([1, 2].map(() => user.submit(`${path}/import`)));
    const third = await user.submit(`${path}/import`);
    const resultPaths = [first, second, third].map((each) => each && locationOf(each).split('?')[0]);
    expect(new Set(resultPaths).size).toBe(1);
    expect(await user.readPlugs()).toHaveLength(2);
    // The browser requests the preview again if the user goes back.
    expect(locationOf(await user.visit(path))).toBe(resultPaths[0]);
  });

  it('a file is listed for its owner until the owner discards the file', async () => {
    const path = await user.preview(FILE);
    const list = await user.visit('/web/import');
    expect(textOf(list)).toContain('my contacts.csv is not imported yet.');
    const other = await createImporter();
    expect(textOf(await other.visit('/web/import'))).not.toContain('is not imported yet.');
    expect(locationOf(await other.visit(path))).toBe('/web/import?notice=import-file-gone');
    await other.submit(`${path}/cancel`);
    expect((await user.visit(path)).status).toBe(200);
    const discarded = await user.submit(`${path}/cancel`);
    expect(textOf(await user.visit(locationOf(discarded)))).toContain('The file is discarded.');
    expect(locationOf(await user.visit(path))).toBe('/web/import?notice=import-file-gone');
  });

  it('requests for an expired file redirect to the upload form with the reason', async () => {
    const path = await user.preview(FILE);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    for (const response of [
      await user.visit(path),
      await user.submit(path),
      await user.submit(path, { on_duplicate: 'invalid' }),
      await user.submit(`${path}/import`),
    ]) {
      expect(locationOf(response)).toBe('/web/import?notice=import-file-gone');
    }
    const partial = await user.submit(path, {}, { headers: HTMX_HEADERS });
    expect(partial.headers.get('HX-Redirect')).toBe('/web/import?notice=import-file-gone');
    const page = await user.visit('/web/import?notice=import-file-gone');
    expect(textOf(page)).toContain('This file is no longer here.');
  });
});

describe('the choices', () => {
  it('the choices change the preview and stay after a reload', async () => {
    const path = await user.preview('Wer,Wo\nAda,Acme\n', 'x.csv');
    expect(textOf(await user.visit(path))).toContain(
      'No row has a name, a company, an e-mail address or a number.',
    );
    const choices = { 'map:Wer': 'first_name', 'map:Wo': 'none', on_duplicate: 'update', tags: 'a,b' };
    const checked = await user.submit(path, choices);
    expect([checked.status, locationOf(checked)]).toEqual([303, path]);
    const { body } = await user.visit(path);
    expect(body).toMatch(/aria-label="Wer becomes".*?value="first_name" selected/s);
    expect(body).toMatch(/aria-label="Wo becomes".*?value="none" selected/s);
    expect(body).toMatch(/value="update" selected/);
    expect(body).toContain('value="a, b"');
    expect(body).toContain('Import 1 contact');
    await user.submit(`${path}/import`, choices);
    expect(await user.readPlugs()).toMatchObject([{ first_name: 'Ada', company: null, tags: ['a', 'b'] }]);
  });

  it('the choices can store a column in the custom data or in another field, also a column with an unusual name', async () => {
    const path = await user.preview('Name,Notes,x[],__proto__\nAda,hello,1,2\n');
    await user.submit(`${path}/import`, {
      'map:Notes': 'custom_data',
      'map:x[]': 'job_title',
      'map:__proto__': 'company',
    });
    expect(await user.readPlugs()).toMatchObject([
      { notes: null, custom_data: { Notes: 'hello' }, job_title: '1', company: '2' },
    ]);
  });

  it('the form offers to exclude a column with the labels of values', async () => {
    const path = await user.preview(
      'Name,E-mail 1 - Type,E-mail 1 - Value\nJane Smith,Work,jane@example.com\n',
    );
    const { body } = await user.visit(path);
    const [select] = /<select[^>]*E-mail 1 - Type becomes.*?<\/select>/.exec(body) ?? [''];
    expect(select).toContain('<option value="">Label of a value</option>');
    expect(select).toContain('Do not import');
  });

  it('the response to htmx contains only the rows and the numbers', async () => {
    await user.create({ email: 'jane@example.com', company: null });
    const path = await user.preview(FILE);
    const { status, body } = await user.submit(path, { on_duplicate: 'update' }, { headers: HTMX_HEADERS });
    expect(status).toBe(200);
    expect(body).toMatch(/^<div class="stack" id="outcomes">/);
    expect(body).toContain('<hx-partial hx-target="#counts"');
    expect(body).toContain('Empty fields are filled.');
    expect(body).not.toContain('<html');
  });

  it('wrong choices are refused with the reason, and the form is shown again', async () => {
    const path = await user.preview(FILE);
    const invalidChoices: [Record<string, string>, string][] = [
      [{ on_duplicate: 'merge' }, 'Choose what happens to contacts that exist.'],
      [{ event: 'x' }, 'Events are not available yet'],
      [{ tags: 'x'.repeat(51) }, 'Tags must be at most 50 characters'],
      [{ 'map:Nix': 'email' }, 'mapping names the column "Nix", which the file does not have'],
      [{ 'map:Firma': 'nix' }, 'mapping names the field "nix", which does not exist'],
    ];
    for (const [form, message] of invalidChoices) {
      for (const target of [path, `${path}/import`]) {
        const response = await user.submit(target, form);
        expect([form, response.status, textOf(response).includes(message)]).toEqual([form, 422, true]);
        expect(response.body).toContain('Import 2 contacts');
      }
      const partial = await user.submit(path, form, { headers: HTMX_HEADERS });
      expect([partial.status, partial.body]).toEqual([422, expect.stringContaining('id="outcomes"')]);
    }
    expect(await user.readPlugs()).toEqual([]);
  });
});

describe('a refused upload', () => {
  it.each([
    ['without a file', '', '', 422, 'Choose a file.'],
    ['of a blank file', '', 'a.csv', 422, 'The file is empty'],
    [
      'of a spreadsheet',
      'PK\u0003\u0004',
      'a.xlsx',
      422,
      'The file is a spreadsheet or an archive. Save it as CSV first',
    ],
    ['of a picture', '\u0089PNG\r\n\u0000\u0000', 'a.png', 415, 'Choose a CSV, vCard or JSON file.'],
    ['of broken JSON', '[{', 'a.json', 422, 'The file is not valid JSON'],
    ['with an open quotation mark', 'Name\n"Ada\n', 'a.csv', 422, 'A quotation mark on line 2 has no end'],
    [
      'of 5,001 contacts',
      `Name\n${'A\n'.repeat(5001)}`,
      'a.csv',
      422,
      'This file has more than 5,000 contacts',
    ],
    ['of more than 5 MiB', 'a'.repeat(5 * 1024 * 1024 + 1), 'a.csv', 413, 'This file has more than 5 MiB'],
    [
      'of a body of more than 6 MiB',
      'a'.repeat(6 * 1024 * 1024),
      'a.csv',
      413,
      'This file has more than 5 MiB',
    ],
  ])('the page refuses an upload %s with the reason', async (_, content, name, status, message) => {
    const response = await user.upload(content, name);
    expect([response.status, textOf(response).includes(message)]).toEqual([status, true]);
    expect(response.body).toContain('type="file"');
  });

  it('a file whose extension is the name of an object property is accepted', async () => {
    for (const name of ['a.constructor', 'a.__proto__', 'a.toString']) {
      const response = await user.upload('Name\nAda', name);
      expect([name, response.status]).toEqual([name, 303]);
    }
  });
});
