/** The document states a maximum length for every text of a request, and a longer text is rejected. */
import { beforeAll, expect, it } from 'vitest';
import type { OpenApiDocument, Operation, Schema } from '../../document/openapi.ts';
import { resolvedSchema } from '../../document/strict-schema.ts';
import { call, freshEmail, signUp } from '../support/client.ts';

let document: OpenApiDocument;

beforeAll(async () => {
  document = (await call('/schema/', { headers: { Accept: 'application/json' } })).body;
});

/** Formats whose texts have a bounded length. */
const BOUNDED_FORMATS = new Set(['uuid', 'date', 'date-time']);

/** Returns the positions of the texts in a schema that have no maximum length. */
function positionsWithoutMaximum(schema: Schema, place: string): string[] {
  const whole = resolvedSchema(schema, document);
  const choices = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])];
  const inner = [
    ...choices.map((choice): [Schema, string] => [choice, place]),
    ...Object.entries(whole.properties ?? {}).map(([name, field]): [Schema, string] => [
      field,
      `${place}.${name}`,
    ]),
    ...(whole.items ? [[whole.items, `${place}[]`] as [Schema, string]] : []),
  ].flatMap(([each, at]) => positionsWithoutMaximum(each, at));
  const isText = [whole.type].flat().includes('string') && !whole.enum && whole.const === undefined;
  const isBounded = whole.maxLength !== undefined || BOUNDED_FORMATS.has(whole.format ?? '');
  return isText && !isBounded ? [place, ...inner] : inner;
}

function unboundedTextsOf(name: string, { parameters = [], requestBody }: Operation): string[] {
  return [
    ...parameters
      // Paths and headers have the limits of the platform: 16 KB for a URL, 128 KB for all headers.
      .filter((parameter) => parameter.in === 'query')
      .flatMap((parameter) => positionsWithoutMaximum(parameter.schema, `${name} ${parameter.name}`)),
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
      schema ? positionsWithoutMaximum(schema, `${name} body`) : [],
    ),
  ];
}

it('every text of every request has a maximum length', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.flatMap((operation) => unboundedTextsOf(operation.operationId, operation))).toEqual([]);
});

const LONG = 'x'.repeat(60_000);

it.each([
  ['/auth/login', { email: freshEmail(), password: LONG }, 400, 'Email and password are required'],
  ['/auth/refresh', { refresh_token: LONG }, 400, 'Refresh token is required'],
  ['/auth/refresh', { refresh: LONG }, 400, 'Refresh token is required'],
  [
    '/auth/change-password',
    { email: freshEmail(), token: LONG, new_password: 'NewSecure123!' },
    400,
    'Verification token is required',
  ],
])(
  'a request to %s with a text that is too long returns the published message',
  async (path, body, status, detail) => {
    const response = await call(path, { body });
    expect([response.status, response.body.detail]).toEqual([status, detail]);
  },
);

it.each(['q', 'tag', 'cursor', 'network_type', 'business_type'])(
  'a list rejects a parameter %s that is too long',
  async (name) => {
    const { token } = await signUp();
    const path = name === 'q' ? '/plugs/search' : '/plugs/';
    const { status } = await call(`${path}?${name}=${'x'.repeat(12_000)}`, { token });
    expect(status).toBe(400);
  },
);
