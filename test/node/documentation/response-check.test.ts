/**
 * `responseCheck` accepts responses and requests that the OpenAPI document describes, and reports differences. The last
 * test checks the patterns of some documented headers.
 */
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_HEADERS, type HeaderName } from '../../../src/http/openapi/documented-headers.ts';
import type { Schema } from '../../document/openapi.ts';
import { responseCheck } from '../../document/response-check.ts';
import { errorBody, invalidInput, invalidTimeZone, SAMPLE_DOCUMENT } from '../../document/sample-document.ts';

const PERSON = '/api/v1/people/7';
const check = responseCheck(SAMPLE_DOCUMENT);
const runCheck = (response: Response, path = PERSON, method = 'GET', body?: string) =>
  check({ method, url: `http://plugs.test${path}`, ...(body !== undefined && { body }) }, response);
const personResponse = (body: object, headers: Record<string, string> = { ETag: '"1"' }) =>
  Response.json(body, { headers });
const errorResponse = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });
const emptyResponse = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });
const ADA = { name: 'Ada', age: 36 };
const NOT_FOUND = errorBody('NOT_FOUND', 'Not found');

it.each([
  ['a documented response', personResponse(ADA), PERSON],
  ['a path with a slash at the end', personResponse(ADA), `${PERSON}/`],
  ['a header that every response may have', personResponse(ADA, { ETag: '"1"', Vary: 'Origin' }), PERSON],
  ['an empty body where no body is documented', emptyResponse(204), '/api/v1/people/newest'],
  [
    'a number of seconds that differs from the example',
    errorResponse(429, errorBody('LIMIT', 'Try again in 12 seconds.'), { 'Retry-After': '12' }),
  ],
  [
    'a message about a field that differs from the example',
    errorResponse(400, invalidInput('An age is required')),
  ],
  ['a time zone that differs from the example', errorResponse(400, invalidTimeZone('Ve.nus: 2'))],
  [
    'a time and a reason that differ from the example',
    errorResponse(401, errorBody('ENDED', 'Ended', { timestamp: 2, reason: 'revoked' })),
  ],
  ['a documented parameter', personResponse(ADA), `${PERSON}?depth=3`],
  ['a 404 of an unknown path of v1', errorResponse(404, NOT_FOUND), '/api/v1/nowhere'],
  ['status 413 for a route that reads no body', errorResponse(413, errorBody('LARGE', 'Too large'))],
  [
    'a documented header in the response of an unknown path',
    errorResponse(404, NOT_FOUND, { 'Retry-After': '1' }),
    '/api/v1/nowhere',
  ],
  ['a 404 of an unknown path outside all contracts', errorResponse(404, { error: 'NOT_FOUND' }), '/nowhere'],
])('responseCheck accepts %s', async (_, response, path = PERSON) => {
  await runCheck(response, path);
});

it('responseCheck accepts responses without a body to HEAD and OPTIONS', async () => {
  await runCheck(emptyResponse(200, { ETag: '"1"' }), PERSON, 'HEAD');
  await runCheck(emptyResponse(404), '/nowhere', 'HEAD');
  await runCheck(emptyResponse(200), PERSON, 'OPTIONS');
});

it.each([
  ['an additional field', personResponse({ ...ADA, secret: 1 }), 'secret'],
  ['a missing field', personResponse({ name: 'Ada' }), 'age'],
  ['a field of a wrong type', personResponse({ ...ADA, age: '36' }), 'age'],
  ['an empty body', emptyResponse(200, { ETag: '"1"', 'Content-Type': 'application/json' }), 'body is empty'],
  ['an undocumented type of body', new Response('Ada', { headers: { ETag: '"1"' } }), 'text/plain'],
  ['a body where no body is documented', errorResponse(404, NOT_FOUND), 'a body is not documented'],
  ['an undocumented status', errorResponse(403, errorBody('NO', 'No')), '200, 400'],
  [
    'status 429 without Retry-After',
    errorResponse(429, errorBody('LIMIT', 'Try again in 9 seconds.')),
    'Retry-After',
  ],
  [
    'status 429 with an undocumented message',
    errorResponse(429, errorBody('LIMIT', 'No'), { 'Retry-After': '9' }),
    'no example',
  ],
  ['status 413 with an undocumented message', errorResponse(413, errorBody('LARGE', 'No')), 'no example'],
  [
    'status 413 with an undocumented header',
    errorResponse(413, errorBody('LARGE', 'Too large'), { ETag: '"1"' }),
    'etag',
  ],
  ['a server error', errorResponse(500, errorBody('INTERNAL', 'Internal')), 'server error is not expected'],
])('responseCheck reports %s', async (_, response, message) => {
  await expect(runCheck(response)).rejects.toThrow(message);
});

it('responseCheck accepts status 500 if the test allows a failure', async () => {
  const response = errorResponse(500, errorBody('INTERNAL', 'Internal'));
  await check({ method: 'GET', url: `http://plugs.test${PERSON}` }, response, { mayFail: true });
});

describe('headers', () => {
  const retryAfter = (seconds: string) => ({ 'Retry-After': seconds });

  it.each([
    ['a missing header', personResponse(ADA, {}), 'ETag is missing'],
    ['an invalid ETag', personResponse(ADA, { ETag: '1' }), 'ETag is not as documented'],
    [
      'a header that is documented only for another status',
      personResponse(ADA, { ETag: '"1"', ...retryAfter('1') }),
      'retry-after is not documented',
    ],
    [
      'a header that is not in the document',
      personResponse(ADA, { ETag: '"1"', 'X-Debug': '1' }),
      'x-debug is not documented',
    ],
    [
      'a missing optional Retry-After although the message states the seconds',
      errorResponse(401, errorBody('LOCKED', 'Locked. Try again in 9 seconds.')),
      'Retry-After',
    ],
    [
      'a Retry-After that differs from the message',
      errorResponse(429, errorBody('LIMIT', 'Try again in 9 seconds.'), retryAfter('8')),
      'the message has 9',
    ],
    [
      'a Retry-After that the message does not state',
      errorResponse(401, errorBody('ENDED', 'Ended', { reason: 'expired' }), retryAfter('8')),
      'does not contain it',
    ],
  ])('responseCheck reports %s', async (_, response, message) => {
    await expect(runCheck(response)).rejects.toThrow(message);
  });
});

it.each([
  ['an undocumented message', 400, errorBody('BAD', 'Go away')],
  ['an undocumented message with details', 400, { ...invalidInput('A name is required'), detail: 'Go away' }],
  [
    'a message that is not in the details',
    400,
    errorBody('BAD', 'Go away', { details: [{ message: 'No' }] }),
  ],
  ['details of another code', 400, errorBody('WORSE', 'No', { details: [{ message: 'No' }] })],
  ['an undocumented text after a colon', 400, errorBody('BAD', 'Invalid timezone: Mars. Try another one.')],
  ['a message that ends before the colon', 400, errorBody('BAD', 'Invalid timezone')],
  ['an undocumented code', 400, errorBody('WORSE', 'No JSON')],
  ['two different messages', 400, { ...errorBody('BAD', 'No JSON'), detail: 'Invalid JSON' }],
  ['an undocumented reason', 400, errorBody('BAD', 'No JSON', { reason: 'expired' })],
  ['a missing reason', 401, errorBody('ENDED', 'Ended')],
  ['a missing top-level code', 401, errorBody('ENDED', 'Not valid')],
  ['an undocumented top-level code', 401, { code: 'other', ...errorBody('ENDED', 'Not valid') }],
])('responseCheck reports an error with %s', async (_, status, body) => {
  await expect(runCheck(errorResponse(status, body))).rejects.toThrow('no example');
});

it.each([
  ['a response of an undocumented path', personResponse(ADA), '/animals', 'GET', 'not documented'],
  [
    'status 200 where only status 204 is documented',
    personResponse(ADA),
    '/api/v1/people/newest',
    'GET',
    '204',
  ],
  ['a body for HEAD', new Response('x', { status: 200 }), PERSON, 'HEAD', 'HEAD has a body'],
  ['a rejected preflight', emptyResponse(404), PERSON, 'OPTIONS', 'preflight'],
  [
    'an undocumented header in the response of an unknown path',
    errorResponse(404, NOT_FOUND, { 'X-Debug': '1' }),
    '/api/v1/nowhere',
    'GET',
    'x-debug',
  ],
  [
    'an error body of another contract for an unknown path of v1',
    errorResponse(404, { error: 'NOT_FOUND' }),
    '/api/v1/nowhere',
    'GET',
    'detail',
  ],
  [
    'an error body of v1 for an unknown path outside v1',
    errorResponse(404, NOT_FOUND),
    '/nowhere',
    'GET',
    'error',
  ],
  [
    'another message for an unknown method',
    errorResponse(404, errorBody('NO', 'No')),
    PERSON,
    'DELETE',
    'must be "Not found"',
  ],
  ['status 200 for HEAD of an unknown path', emptyResponse(200), '/nowhere', 'HEAD', '404 without a body'],
])('responseCheck reports %s', async (_, response, path, method, message) => {
  await expect(runCheck(response, path, method)).rejects.toThrow(message);
});

describe('a request that the route accepted', () => {
  it('responseCheck accepts unknown fields, surrounding spaces, repeated tags and a blank optional field in a request', async () => {
    await runCheck(emptyResponse(204), PERSON, 'POST', '{"name":"Ada","age":1}');
    await runCheck(emptyResponse(204), PERSON, 'POST', '{"name":" Ada ","tags":["a","a"],"nick":" "}');
  });

  it.each([
    [
      'an invalid path parameter',
      personResponse(ADA),
      '/api/v1/people/ada',
      'GET',
      undefined,
      'parameter id',
    ],
    [
      'an invalid query parameter',
      personResponse(ADA),
      `${PERSON}?depth=4`,
      'GET',
      undefined,
      'parameter depth',
    ],
    ['an invalid field', emptyResponse(204), PERSON, 'POST', '{"name":1}', 'body of the request'],
    ['a blank name', emptyResponse(204), PERSON, 'POST', '{"name":" "}', 'body of the request'],
    ['no body', emptyResponse(204), PERSON, 'POST', '', 'no body'],
  ])(
    'responseCheck reports an accepted request with %s',
    async (_, response, path, method, body, message) => {
      await expect(runCheck(response, path, method, body)).rejects.toThrow(message);
    },
  );

  it('responseCheck does not check the input of a rejected request', async () => {
    await runCheck(errorResponse(400, invalidInput('A depth is at most 3')), `${PERSON}?depth=4`);
  });
});

it.each<[HeaderName, string[]]>([
  ['X-Request-Id', ['', 'two words']],
  ['ETag', ['abc', '""', 'W/"abc"', '"abc", "def"']],
  ['Location', ['undefined', '//elsewhere.example', '/plugs/[object%20Object]']],
  ['Link', ['</plugs>', '<>; rel="next"', '</plugs>; rel="last"', '</plugs>; rel="next",']],
  ['Set-Cookie', ['session=abc', '__Secure-plugs_session=abc']],
  ['RateLimit', ['login', '"login";r=NaN;t=300', '"login";r=0']],
  ['RateLimit-Policy', ['login', '"login";q=5', '5;w=undefined']],
])(
  'the documented pattern of the header %s matches its example and none of the invalid values',
  (name, invalidValues) => {
    const { schema, example } = DOCUMENTED_HEADERS[name];
    const pattern = new RegExp((schema as Schema).pattern ?? '', 'u');
    expect(example).toMatch(pattern);
    for (const value of invalidValues) expect(value).not.toMatch(pattern);
  },
);
