/** Plugs that are exported and then imported into an empty account have the same values. Both steps use the API. */
import { beforeAll, expect, it } from 'vitest';
import { WRITABLE_NAMES } from '../../../../src/rules/plugs/fields/field-names.ts';
import { call } from '../../support/client.ts';
import { VALID_VALUES } from '../field-values.ts';
import { newImportOwner } from '../imports/import-owner.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

type Plug = Record<string, unknown>;

let owner: PlugOwner;
let plugs: Plug[];

/** The writable fields and the type. */
function valuesOf(plug: Plug): Plug {
  return Object.fromEntries(['plug_type', ...WRITABLE_NAMES].map((name) => [name, plug[name]]));
}

beforeAll(async () => {
  owner = await newPlugOwner();
  for (const [at, [field, sent]] of VALID_VALUES.entries()) {
    const { status } = await owner.create({ first_name: `A${at}`, last_name: `B${at}`, [field]: sent });
    expect(status).toBe(201);
  }
  const contact = { email: 'none@example.com', company: '\'=Acme, "Inc"', job_title: '-CTO' };
  const { body: cleared } = await owner.create({ first_name: 'No', last_name: 'Network', ...contact });
  await owner.update(cleared.id, { network_type: null });
  const { body: company } = await owner.create({
    first_name: 'X',
    last_name: 'Y',
    company: 'Only a company',
  });
  await owner.update(company.id, { first_name: null, last_name: null });
  await owner.create({
    ...{ first_name: 'Phones', last_name: 'Only', secondary_number: '+49 30 5550114' },
    custom_data: {
      phones: [{ value: '7654321', type: 'fax' }],
      emails: [{ value: 'not used' }],
      'a\nb': [null, 0.1],
    },
    notes: ' =1+1\r\n\ttab\r"quoted", \\n ',
  });
  plugs = (await owner.list('limit=1000&sort=created_at')).body.items;
}, 120_000);

it.each([
  ['format=csv', 'text/csv'],
  ['format=json', 'application/json'],
  ['format=vcard', 'text/vcard'],
  ['format=vcard&version=3.0', 'text/vcard'],
])(
  'an export with %s, imported into another account, creates plugs with the same values',
  { timeout: 60_000 },
  async (query, type) => {
    const file = await call(`/plugs/export?${query}`, { token: owner.token });
    const text = typeof file.body === 'string' ? file.body : JSON.stringify(file.body);
    const importer = await newImportOwner();
    // Several plugs have the same number or the same LinkedIn page.
    const { body } = await importer.send(text, { type, query: { on_duplicate: 'create' } });
    expect(body.entries.filter((entry: Plug) => entry.outcome !== 'created' || entry.warnings)).toEqual([]);
    expect((await importer.readPlugs()).map(valuesOf)).toEqual(plugs.map(valuesOf));
  },
);
