/**
 * The OpenAPI document states a maximum length for the texts in a query or a request body, except for texts of a few
 * formats. The worker rejects longer texts.
 */
import { beforeAll, expect, it } from 'vitest';
import type { OpenApiDocument, Operation, Schema } from '../../document/openapi.ts';
import { resolvedSchema } from '../../document/strict-schema.ts';
import { call, freshEmail, signUp } from '../support/client.ts';

let document: OpenApiDocument;

beforeAll(async () => {
  document = (await call('/schema/', { headers: { Accept: 'application/json' } })).body;
});

/**
 * The formats for which the document needs no maximum length. `uuid` and `date` have a fixed length.
 * A `date-time` has no maximum length, because it may have any number of decimal digits.
 */
const EXEMPT_FORMATS = new Set(['uuid', 'date', 'date-time']);

/**
 * Returns the positions of the texts in a schema that have neither a maximum length nor an exempt format. Does not check
 * enumerations, constants and the values of `additionalProperties`.
 * @param position the position of the schema itself, such as `login body`
 */
function positionsWithoutMaximum(schema: Schema, position: string): string[] {
  const resolved = resolvedSchema(schema, document);
  const choices = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []), ...(resolved.allOf ?? [])];
  const inner = [
    ...choices.map((choice): [Schema, string] => [choice, position]),
    ...Object.entries(resolved.properties ?? {}).map(([name, field]): [Schema, string] => [
      field,
      `${position}.${name}`,
    ]),
    ...(resolved.items ? [[resolved.items, `${position}[]`] as [Schema, string]] : []),
  ].flatMap(([innerSchema, innerPosition]) => positionsWithoutMaximum(innerSchema, innerPosition));
  const isText = [resolved.type].flat().includes('string') && !resolved.enum && resolved.const === undefined;
  const isAccepted = resolved.maxLength !== undefined || EXEMPT_FORMATS.has(resolved.format ?? '');
  return isText && !isAccepted ? [position, ...inner] : inner;
}

function unboundedTextsOf(name: string, { parameters = [], requestBody }: Operation): string[] {
  return [
    ...parameters
      // Paths and headers are not checked here, because the platform limits a URL to 16 KB and all headers to 128 KB.
      .filter((parameter) => parameter.in === 'query')
      .flatMap((parameter) => positionsWithoutMaximum(parameter.schema, `${name} ${parameter.name}`)),
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
      schema ? positionsWithoutMaximum(schema, `${name} body`) : [],
    ),
  ];
}

it('every documented text in a query or a request body has a maximum length or an exempt format', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.flatMap((operation) => unboundedTextsOf(operation.operationId, operation))).toEqual([]);
});

const TOO_LONG_TEXT = 'x'.repeat(60_000);

it.each([
  ['/auth/login', { email: freshEmail(), password: TOO_LONG_TEXT }, 400, 'Email and password are required'],
  ['/auth/refresh', { refresh_token: TOO_LONG_TEXT }, 400, 'Refresh token is required'],
  ['/auth/refresh', { refresh: TOO_LONG_TEXT }, 400, 'Refresh token is required'],
  [
    '/auth/change-password',
    { email: freshEmail(), token: TOO_LONG_TEXT, new_password: 'NewSecure123!' },
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
  'a list or a search rejects a parameter %s that is too long',
  async (name) => {
    const { token } = await signUp();
    const path = name === 'q' ? '/plugs/search' : '/plugs/';
    const { status } = await call(`${path}?${name}=${'x'.repeat(12_000)}`, { token });
    expect(status).toBe(400);
  },
);
