/** `GET /plugs/export`: the file, its headers, the filters and the rejected requests. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WRITTEN_NAMES } from '../../../../src/core/plugs/exchange/file-layout.ts';
import { csvLine } from '../../../../src/rules/csv.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { newPlugOwner } from '../plug-owner.ts';

const ALICE = {
  first_name: 'Alice',
  last_name: '=SUM(A1)',
  email: 'alice@example.com',
  company: 'Acme, "Inc"',
  job_title: 'CTO',
  primary_number: '+49 30 555 0114',
  notes: "'-1 more\nline",
  tags: ['a,b'],
  custom_data: { deep: { list: [1, null] } },
};

afterEach(() => {
  vi.useRealTimers();
});

/** Creates an account. `read` exports its plugs. */
async function newExporter() {
  const owner = await newPlugOwner();
  const read = (query: Record<string, string>) =>
    call(`/plugs/export?${new URLSearchParams(query)}`, { token: owner.token });
  return { ...owner, read };
}

it('the export returns a CSV file with escaped formulas and unchanged phone numbers', async () => {
  const { create, read } = await newExporter();
  const { body: alice } = await create(ALICE);
  const { status, headers, body } = await read({ format: 'csv' });
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="plugs-contacts-\d{4}-\d\d-\d\d\.csv"$/,
    ),
    'cache-control': 'no-store',
  });
  const [head, ...rows] = body.split(/(?<=\r\n)/);
  expect(head).toBe(
    'plug_type,first_name,last_name,email,company,job_title,primary_number,secondary_number,linkedin_url,profile_picture,notes,network_type,business_type,connect_reason,tags,priority,hubspot_pipeline_stage,custom_data,birthday,met_at,met_where,telegram_username,telegram_user_id,id,created_at,updated_at\r\n',
  );
  expect(rows.join('')).toBe(
    csvLine([
      ...['contact', 'Alice', "'=SUM(A1)", 'alice@example.com', 'Acme, "Inc"', 'CTO', '+49 30 555 0114'],
      ...['', '', '', "''-1 more\nline", 'new_client', '', '', '["a,b"]', 'medium', ''],
      ...['{"deep":{"list":[1,null]}}', '', '', '', '', '', alice.id, alice.created_at, alice.updated_at],
    ]),
  );
});

it('the export returns a JSON file with the fields of the API, the oldest plug first', async () => {
  const { create, read } = await newExporter();
  const { body: alice } = await create(ALICE);
  await create({ first_name: 'Bob', last_name: 'Second' });
  const { headers, body } = await read({ format: 'json' });
  expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  const plug = Object.fromEntries(WRITTEN_NAMES.map((name) => [name, alice[name]]));
  expect(body).toEqual({ plugs: [plug, expect.objectContaining({ first_name: 'Bob' })] });
});

it('the export returns vCards of version 4.0, or of version 3.0 on request', async () => {
  const { create, read } = await newExporter();
  const { body: alice } = await create({ ...ALICE, birthday: '--05-17' });
  const { headers, body } = await read({ format: 'vcard' });
  expect(headers.get('Content-Type')).toBe('text/vcard; charset=utf-8');
  expect(headers.get('Content-Disposition')).toMatch(/\.vcf"$/);
  expect(body).toBe(
    [
      ...[
        'BEGIN:VCARD',
        'VERSION:4.0',
        `UID:urn:uuid:${alice.id}`,
        'FN:Alice =SUM(A1)',
        'N:=SUM(A1);Alice;;;',
      ],
      ...['ORG:Acme\\, "Inc"', 'TITLE:CTO', 'EMAIL;PREF=1:alice@example.com', 'TEL;PREF=1:+49 30 555 0114'],
      ...['BDAY:--0517', "NOTE:'-1 more\\nline", 'CATEGORIES:a\\,b', 'X-PLUGS-TYPE:contact'],
      ...['X-PLUGS-PRIORITY:medium', 'X-PLUGS-NETWORK-TYPE:new_client'],
      'X-PLUGS-CUSTOM-DATA:{"deep":{"list":[1\\,null]}}',
      ...[`REV:${alice.updated_at.replace(/[-:]|\.\d+/g, '')}`, 'END:VCARD', ''],
    ].join('\r\n'),
  );
  const { body: older } = await read({ format: 'vcard', version: '3.0' });
  expect(older).toMatch(/^BEGIN:VCARD\r\nVERSION:3\.0\r\n/);
  expect(older).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17\r\n');
});

it('the export returns a CSV file with the column names of HubSpot', async () => {
  const { create, read } = await newExporter();
  const emails = [{ value: 'a@work.example' }, { value: 'b@home.example' }];
  await create({ ...ALICE, custom_data: { emails } });
  const { body } = await read({ format: 'hubspot' });
  expect(body.split('\r\n')).toEqual([
    'First Name,Last Name,Email,Additional email addresses,Phone Number,Mobile Phone Number,Company Name,Job Title,LinkedIn URL,Date of birth,Deal Stage,Note body',
    `Alice,'=SUM(A1),alice@example.com,a@work.example;b@home.example,+49 30 555 0114,,"Acme, ""Inc""",CTO,,,,"''-1 more\nline"`,
    '',
  ]);
});

it('the file name contains the day in the time zone of the account', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-05-17T12:00:00Z') });
  const { token, read } = await newExporter();
  await call('/auth/timezone', { method: 'PUT', token, body: { timezone: 'Pacific/Kiritimati' } });
  const { headers } = await read({ format: 'csv' });
  expect(headers.get('Content-Disposition')).toBe('attachment; filename="plugs-contacts-2030-05-18.csv"');
});

describe('the filters of the list', () => {
  /** Creates three plugs, the last one in the trash. Returns the first names in the export with the given query. */
  const readExportedNames = async (query: Record<string, string>) => {
    const { create, remove, read } = await newExporter();
    await create({ first_name: 'A', last_name: 'One', tags: ['fair'], priority: 'high' });
    await create({ ...ALICE, first_name: 'B', network_type: 'vendor', business_type: 'payer' });
    await remove((await create({ first_name: 'C', last_name: 'Three' })).body.id);
    const { body } = await read({ format: 'json', ...query });
    return body.plugs.map((plug: { first_name: string }) => plug.first_name);
  };

  it.each<[Record<string, string>, string[]]>([
    [{}, ['A', 'B']],
    [{ plug_type: 'contact' }, ['B']],
    [{ priority: 'high' }, ['A']],
    [{ network_type: 'vendor' }, ['B']],
    [{ business_type: 'payer' }, ['B']],
    [{ tag: 'FAIR' }, ['A']],
    [{ deleted: 'true' }, ['C']],
    [{ created_from: '2001-01-01' }, ['A', 'B']],
    [{ created_from: '2101-01-01' }, []],
    [{ created_to: '2001-01-01' }, []],
  ])('the filter of the list applies to the export: %j', async (query, expected) => {
    expect(await readExportedNames(query)).toEqual(expected);
  });
});

it.each<[Record<string, string>, string]>([
  [{}, 'format must be one of csv, vcard, json, hubspot'],
  [{ format: 'xlsx' }, 'format must be one of csv, vcard, json, hubspot'],
  [{ format: 'csv', version: '3.0' }, 'version is for vcard only'],
  [{ format: 'vcard', version: '2.1' }, 'version must be one of 3.0, 4.0'],
  [{ format: 'csv', event: 'x' }, 'Events are not available yet'],
  [{ format: 'csv', priority: 'x' }, 'priority must be one of low, medium, high, urgent'],
])('the export rejects the query %j with a JSON error', async (query, message) => {
  const { read } = await newExporter();
  const { status, headers, body } = await read(query);
  expect([status, body.detail]).toEqual([400, message]);
  expect(headers.get('Content-Disposition')).toBeNull();
});

it('the export returns a JSON error if storage fails before the first page', async () => {
  const { token } = await newExporter();
  const DB = withBatch(() => Promise.reject(new Error('D1_ERROR: network connection lost')));
  const { status, body } = await call('/plugs/export?format=csv', { token, altered: { ...bindings, DB } });
  expect([status, body.error.code]).toEqual([503, 'UNAVAILABLE']);
});

it('the response of an export ends with an error if storage fails after the first page', async () => {
  const { token, create } = await newExporter();
  const notes = 'x'.repeat(9_000);
  await Promise.all(
    Array.from({ length: 251 }, (_, at) => create({ first_name: 'A', last_name: `B${at}`, notes })),
  );
  let batchCount = 0;
  const DB = withBatch((statements) => {
    batchCount += 1;
    if (batchCount > 1) throw new Error('D1_ERROR: network connection lost');
    return bindings.DB.batch(statements);
  });
  await expect(call('/plugs/export?format=csv', { token, altered: { ...bindings, DB } })).rejects.toThrow(
    'UNAVAILABLE',
  );
});
