/**
 * How values are stored: numbers and keys of custom data, invisible characters, texts in two Unicode forms, tags, and
 * empty values in creations and conversions.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signUp } from '../support/client.ts';
import { invalid, plugBody } from '../support/golden.ts';
import { newPlugOwner, type PlugOwner } from './plug-owner.ts';

const NFC = 'Café';
const NFD = 'Cafe\u0301';
const PERSONAL_FIELDS = ['birthday', 'met_at', 'met_where', 'telegram_username', 'telegram_user_id'];

let token: string;
let id: string;
beforeAll(async () => {
  token = (await signUp()).token;
  id = (await call('/plugs/', { token, body: { first_name: 'A', last_name: 'B', email: 'a@b.test' } })).body
    .id;
});

describe('custom data', () => {
  const NUMBER_MESSAGE = 'custom_data must not hold a number that cannot be stored exactly';
  const KEY_MESSAGE = 'custom_data must not hold the same key twice in one object';

  it.each([
    ['{"n": 1e400}', NUMBER_MESSAGE],
    ['{"n": [{"m": -1e400}]}', NUMBER_MESSAGE],
    ['{"n": 12345678901234567890}', NUMBER_MESSAGE],
    ['{"n": -0}', NUMBER_MESSAGE],
    ['{"n": 0.1000000000000000055511151231257827}', NUMBER_MESSAGE],
    ['{"a": 1, "a": 2}', KEY_MESSAGE],
    ['{"in": {"a": 1, "\\u0061": 2}}', KEY_MESSAGE],
  ])('a creation, an update and a conversion reject the custom data %s', async (data, message) => {
    const requests = [
      ['POST', '/plugs/', `{"first_name":"X","last_name":"Y","custom_data":${data}}`],
      ['PUT', `/plugs/${id}`, `{"custom_data":${data}}`],
      ['POST', `/plugs/${id}/convert`, `{"custom_data":${data}}`],
    ] as const;
    for (const [method, path, body] of requests) {
      const response = await call(path, { token, method, body });
      expect([response.status, response.body]).toEqual([400, invalid({ field: 'custom_data', message })]);
    }
    expect((await call(`/plugs/${id}`, { token })).body.custom_data).toEqual({});
    expect((await call('/plugs/', { token })).body.total).toBe(1);
  });

  it('an error in the custom data is listed together with other invalid fields', async () => {
    const body = '{"first_name":" ","last_name":"Y","custom_data":{"n":1e400}}';
    expect((await call('/plugs/', { token, body })).body).toEqual(
      invalid(
        { field: 'first_name', message: 'first_name is required' },
        { field: 'custom_data', message: NUMBER_MESSAGE },
      ),
    );
  });

  it('custom data is returned as it was sent, also with unusual keys and numbers, and an update removes a key whose value is null', async () => {
    const data =
      '{"__proto__":{"a":1},"constructor":"c","n":[0,1.5,1e21,-7,5e-324,9007199254740992],"t":"\\ud800 -0 1e400"}';
    const body = `{"first_name":"Proto","last_name":"Type","custom_data":${data}}`;
    const created = await call('/plugs/', { token, body });
    expect(created.status).toBe(201);
    const expected = JSON.stringify(JSON.parse(data));
    expect(JSON.stringify(created.body.custom_data)).toBe(expected);
    const path = `/plugs/${created.body.id}`;
    expect(JSON.stringify((await call(path, { token })).body.custom_data)).toBe(expected);
    const update = '{"custom_data":{"__proto__":null,"m":1}}';
    const merged = await call(path, { token, method: 'PUT', body: update });
    expect(Object.keys(merged.body.custom_data)).toEqual(['constructor', 'n', 't', 'm']);
  });
});

describe('invisible characters', () => {
  it.each(['\u200b', ' \u2060\ufeff ', '\u3164', '\u00ad\u200e', '\u2800'])(
    'a name of %j is rejected as empty, and other fields with this value are null',
    async (blank) => {
      const response = await call('/plugs/', { token, body: { first_name: blank, last_name: blank } });
      expect(response.body).toEqual(
        invalid(
          { field: 'first_name', message: 'first_name is required' },
          { field: 'last_name', message: 'last_name is required' },
        ),
      );
      const { body } = await call('/plugs/', {
        token,
        body: {
          first_name: `N${blank.charCodeAt(0)}`,
          last_name: 'X',
          company: blank,
          notes: blank,
          email: blank,
          linkedin_url: blank,
        },
      });
      expect(body).toMatchObject({ company: null, notes: null, email: null, linkedin_url: null });
    },
  );

  it('invisible characters are removed around a text and remain inside it', async () => {
    const { body } = await call('/plugs/', {
      token,
      body: {
        first_name: '\u200bمی\u200cترا\u202c',
        last_name: '\ufeff x \u00a0',
        email: '\u200bmitra@example.com\u200b',
        tags: ['\u200bvip\u200b', 'vip', '❤️'],
      },
    });
    expect(body).toMatchObject({
      first_name: 'می\u200cترا',
      last_name: 'x',
      email: 'mitra@example.com',
      tags: ['vip', '❤️'],
    });
  });

  it('a tag that consists only of invisible characters is rejected', async () => {
    const body = { first_name: 'A', last_name: 'B', tags: ['\u200b'] };
    const response = await call('/plugs/', { token, body });
    expect(response.body).toEqual(invalid({ field: 'tags.0', message: 'a tag must not be empty' }));
  });
});

describe('two Unicode forms of one text', () => {
  let owner: PlugOwner;
  beforeAll(async () => {
    owner = await newPlugOwner();
    for (const [at, text] of [NFC, NFD].entries()) {
      const body = {
        first_name: `N${at}`,
        last_name: 'X',
        company: text,
        business_type: text,
        network_type: text,
        tags: [text, text.toUpperCase()],
      };
      expect((await owner.create(body)).status).toBe(201);
    }
  });

  it('two Unicode forms of one text are one tag, one business type, one network type and one company', async () => {
    for (const query of ['tag', 'business_type', 'network_type']) {
      for (const text of [NFC, NFD]) {
        expect([query, (await owner.list(`${query}=${encodeURIComponent(text)}`)).body.total]).toEqual([
          query,
          2,
        ]);
      }
    }
    const { body } = await call('/plugs/stats', { token: owner.token });
    expect(body).toMatchObject({
      by_tag: { [NFC]: 2 },
      by_business_type: { [NFC]: 2 },
      by_network_type: { [NFC]: 2 },
    });
    const { body: page } = await owner.list();
    expect(page.items.map(({ company }: { company: string }) => company)).toEqual([NFC, NFC]);
  });

  it('two plugs whose names and companies differ only in Unicode form, letter case or accents are duplicates', async () => {
    const plug = { first_name: 'Zoë', last_name: 'Straße', company: NFC };
    expect((await owner.create(plug)).status).toBe(201);
    for (const same of [
      { ...plug, company: NFD },
      { first_name: 'ZOE\u0308', last_name: 'STRASSE', company: 'cafe' },
    ]) {
      expect((await owner.create(same)).status).toBe(400);
    }
  });

  it('the maximum length of a name applies to the normalized form (NFC) of the name', async () => {
    const name = NFD.slice(3).repeat(64);
    const { status, body } = await owner.create({ first_name: name, last_name: 'X' });
    expect([status, body.first_name]).toEqual([201, name.normalize('NFC')]);
  });
});

describe('tags', () => {
  it('tags that differ only in letter case are one tag, and the statistics show the spelling of the last write', async () => {
    const { token: own, create, update, list } = await newPlugOwner();
    const { body: first } = await create({
      first_name: 'A',
      last_name: 'X',
      tags: ['VIP', 'vip', 'Vip', 'Fair'],
    });
    expect(first.tags).toEqual(['VIP', 'Fair']);
    await create({ first_name: 'B', last_name: 'X', tags: ['vip'] });
    for (const tag of ['vip', 'VIP', 'ViP']) expect((await list(`tag=${tag}`)).body.total).toBe(2);
    expect((await list('tag=vip&tag=FAIR')).body.total).toBe(1);
    expect((await call('/plugs/stats', { token: own })).body.by_tag).toEqual({ vip: 2, Fair: 1 });
    await update(first.id, { tags: ['fair'] });
    expect((await call('/plugs/stats', { token: own })).body.by_tag).toEqual({ vip: 1, fair: 1 });
  });
});

describe('a creation', () => {
  it.each([null, '', ' \u200b'])('a creation treats a field with %j as not sent', async (blank) => {
    const { create } = await newPlugOwner();
    const fields = [
      ...['email', 'company', 'job_title', 'primary_number', 'secondary_number', 'linkedin_url', 'notes'],
      ...['profile_picture', 'network_type', 'business_type', 'connect_reason', 'hubspot_pipeline_stage'],
      ...['tags', 'priority', 'custom_data', 'allow_partial_name', ...PERSONAL_FIELDS],
    ];
    const sent = Object.fromEntries(fields.map((field) => [field, blank]));
    const name = { first_name: 'A', last_name: 'B' };
    const { status, body } = await create({ ...sent, ...name });
    expect([status, body]).toEqual([201, plugBody(name)]);
  });
});

describe('a conversion', () => {
  const TARGET = {
    first_name: 'T',
    email: 't@example.com',
    company: 'Acme',
    notes: 'Met',
    priority: 'high',
    tags: ['VIP', 'a'],
    custom_data: { a: 1 },
  };

  it.each([null, '', ' \u200b'])('a conversion treats a field with %j as not sent', async (blank) => {
    const { create, convert } = await newPlugOwner();
    const { body: target } = await create({ ...TARGET, last_name: 'X' });
    const fields = [
      ...['email', 'company', 'notes', 'priority', 'job_title', 'primary_number', 'linkedin_url'],
      ...['tags', 'custom_data', 'network_type', 'business_type', 'connect_reason', 'hubspot_pipeline_stage'],
      ...PERSONAL_FIELDS,
    ];
    const sent = Object.fromEntries(fields.map((field) => [field, blank]));
    const { status, body } = await convert(target.id, sent);
    expect(status).toBe(200);
    const { email, company, notes, priority, tags, custom_data } = TARGET;
    expect(body).toMatchObject({ email, company, notes, priority, tags, custom_data, job_title: null });
  });

  it('a conversion adds the sent tags, and rejects more than 20 tags in all', async () => {
    const { create, convert, read } = await newPlugOwner();
    const { body: target } = await create({ ...TARGET, last_name: 'X' });
    const many = Array.from({ length: 19 }, (_, at) => `t${at}`);
    expect((await convert(target.id, { tags: many })).body).toEqual(
      invalid({ field: 'tags', message: 'tags must be at most 20' }),
    );
    expect((await read(target.id)).body.plug_type).toBe('target');
    expect((await convert(target.id, { tags: ['vip', 'b', 'A'] })).body.tags).toEqual(['VIP', 'a', 'b']);
  });
});
