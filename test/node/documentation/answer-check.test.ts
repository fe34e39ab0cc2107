/** The check that all answers of all tests pass: each way of differing from a document is one that it finds. */
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_HEADERS, type HeaderName } from '../../../src/http/openapi/documented-headers.ts';
import { answerCheck } from '../../document/answer-check.ts';
import type { Schema } from '../../document/openapi.ts';
import { SAMPLE_DOCUMENT, said, wrong, zone } from '../../document/sample-document.ts';

const PERSON = '/api/v1/people/7';
const check = answerCheck(SAMPLE_DOCUMENT);
const ask = (answer: Response, path = PERSON, method = 'GET', body?: string) =>
  check({ method, url: `http://plugs.test${path}`, ...(body !== undefined && { body }) }, answer);
const person = (body: object, headers: Record<string, string> = { ETag: '"1"' }) =>
  Response.json(body, { headers });
const refused = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });
const empty = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });
const ADA = { name: 'Ada', age: 36 };
const NOT_FOUND = said('NOT_FOUND', 'Not found');

it.each([
  ['an answer', person(ADA), PERSON],
  ['a slash at the end', person(ADA), `${PERSON}/`],
  ['a header that any answer has', person(ADA, { ETag: '"1"', Vary: 'Origin' }), PERSON],
  ['no body where none is documented', empty(204), '/api/v1/people/newest'],
  [
    'another number of seconds',
    refused(429, said('LIMIT', 'Try again in 12 seconds.'), { 'Retry-After': '12' }),
  ],
  ['another field, told first', refused(400, wrong('An age is required'))],
  ['another time zone', refused(400, zone('Ve.nus: 2'))],
  ['another moment and reason', refused(401, said('ENDED', 'Ended', { timestamp: 2, reason: 'revoked' }))],
  ['a parameter as documented', person(ADA), `${PERSON}?depth=3`],
  ['an unknown path', refused(404, NOT_FOUND), '/api/v1/nowhere'],
  ['a header of other routes', refused(404, NOT_FOUND, { 'Retry-After': '1' }), '/api/v1/nowhere'],
  ['an unknown path of the service', refused(404, { error: 'NOT_FOUND' }), '/nowhere'],
])('lets pass %s', async (_, answer, path = PERSON) => {
  await ask(answer, path);
});

it('lets pass what has no body because of how it was asked', async () => {
  await ask(empty(200, { ETag: '"1"' }), PERSON, 'HEAD');
  await ask(empty(404), '/nowhere', 'HEAD');
  await ask(empty(200), PERSON, 'OPTIONS');
});

it.each([
  ['a field more', person({ ...ADA, secret: 1 }), 'secret'],
  ['a field less', person({ name: 'Ada' }), 'age'],
  ['a field of another type', person({ ...ADA, age: '36' }), 'age'],
  ['an empty body', empty(200, { ETag: '"1"', 'Content-Type': 'application/json' }), 'body is empty'],
  ['another type of body', new Response('Ada', { headers: { ETag: '"1"' } }), 'text/plain'],
  ['a body where none is documented', refused(404, NOT_FOUND), 'a body is not documented'],
  ['another status', refused(403, said('NO', 'No')), '200, 400'],
  ['an error of ours', refused(500, said('INTERNAL', 'Internal')), 'nobody expects'],
])('finds %s', async (_, answer, told) => {
  await expect(ask(answer)).rejects.toThrow(told);
});

it('lets pass an error of ours where something is broken on purpose', async () => {
  const answer = refused(500, said('INTERNAL', 'Internal'));
  await check({ method: 'GET', url: `http://plugs.test${PERSON}` }, answer, { mayFail: true });
});

describe('of headers', () => {
  const waiting = (seconds: string) => ({ 'Retry-After': seconds });

  it.each([
    ['a missing one', person(ADA, {}), 'ETag is missing'],
    ['another kind', person(ADA, { ETag: '1' }), 'ETag is not as documented'],
    ['one of another status', person(ADA, { ETag: '"1"', ...waiting('1') }), 'retry-after is not documented'],
    ['one that no document knows', person(ADA, { ETag: '"1"', 'X-Debug': '1' }), 'x-debug is not documented'],
    [
      'a wait that is not told',
      refused(401, said('LOCKED', 'Locked. Try again in 9 seconds.')),
      'Retry-After',
    ],
    [
      'another wait than is told',
      refused(429, said('LIMIT', 'Try again in 9 seconds.'), waiting('8')),
      'the sentence says 9',
    ],
    [
      'a wait for nothing',
      refused(401, said('ENDED', 'Ended', { reason: 'expired' }), waiting('8')),
      'says nothing of it',
    ],
  ])('finds %s', async (_, answer, told) => {
    await expect(ask(answer)).rejects.toThrow(told);
  });
});

it.each([
  ['another sentence', 400, said('BAD', 'Go away')],
  ['another sentence beside details', 400, { ...wrong('A name is required'), detail: 'Go away' }],
  ['a sentence that is none of the details', 400, said('BAD', 'Go away', { details: [{ message: 'No' }] })],
  ['details of another code', 400, said('WORSE', 'No', { details: [{ message: 'No' }] })],
  ['another sentence after a colon', 400, said('BAD', 'Invalid timezone: Mars. Nobody lives there.')],
  ['a sentence cut at the colon', 400, said('BAD', 'Invalid timezone')],
  ['another code', 400, said('WORSE', 'No JSON')],
  ['two sentences in one', 400, { ...said('BAD', 'No JSON'), detail: 'Invalid JSON' }],
  ['a reason where none is', 400, said('BAD', 'No JSON', { reason: 'expired' })],
  ['no reason where one is', 401, said('ENDED', 'Ended')],
  ['no code at the top', 401, said('ENDED', 'Not valid')],
  ['another code at the top', 401, { code: 'other', ...said('ENDED', 'Not valid') }],
])('finds a failure with %s', async (_, status, body) => {
  await expect(ask(refused(status, body))).rejects.toThrow('no example');
});

it.each([
  ['an answer', person(ADA), '/animals', 'GET', 'not documented'],
  ['a body where none is', person(ADA), '/api/v1/people/newest', 'GET', '204'],
  ['a body of no content', new Response('x', { status: 200 }), PERSON, 'HEAD', 'HEAD has a body'],
  ['a refused preflight', empty(404), PERSON, 'OPTIONS', 'preflight'],
  ['an unknown header', refused(404, NOT_FOUND, { 'X-Debug': '1' }), '/api/v1/nowhere', 'GET', 'x-debug'],
  ['words of another contract', refused(404, { error: 'NOT_FOUND' }), '/api/v1/nowhere', 'GET', 'detail'],
  ['its own words elsewhere', refused(404, NOT_FOUND), '/nowhere', 'GET', 'error'],
  ['an unknown method in other words', refused(404, said('NO', 'No')), PERSON, 'DELETE', 'says that it is'],
  ['a HEAD of nothing', empty(200), '/nowhere', 'HEAD', 'bare 404'],
])('finds %s', async (_, answer, path, method, told) => {
  await expect(ask(answer, path, method)).rejects.toThrow(told);
});

describe('of a request that was served', () => {
  it('lets pass fields that are not named, and what is forgiven', async () => {
    await ask(empty(204), PERSON, 'POST', '{"name":"Ada","age":1}');
    await ask(empty(204), PERSON, 'POST', '{"name":" Ada ","tags":["a","a"],"nick":" "}');
  });

  it.each([
    ['a path', person(ADA), '/api/v1/people/ada', 'GET', undefined, 'parameter id'],
    ['a query', person(ADA), `${PERSON}?depth=4`, 'GET', undefined, 'parameter depth'],
    ['a body', empty(204), PERSON, 'POST', '{"name":1}', 'body of the request'],
    ['a blank name', empty(204), PERSON, 'POST', '{"name":" "}', 'body of the request'],
    ['no body', empty(204), PERSON, 'POST', '', 'no body'],
  ])('finds %s that is not documented', async (_, answer, path, method, body, told) => {
    await expect(ask(answer, path, method, body)).rejects.toThrow(told);
  });

  it('leaves one alone that was refused', async () => {
    await ask(refused(400, wrong('A depth is at most 3')), `${PERSON}?depth=4`);
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
])('the schema of %s allows its example and no nonsense', (name, nonsense) => {
  const { schema, example } = DOCUMENTED_HEADERS[name];
  const pattern = new RegExp((schema as Schema).pattern ?? '', 'u');
  expect(example).toMatch(pattern);
  for (const value of nonsense) expect(value).not.toMatch(pattern);
});
