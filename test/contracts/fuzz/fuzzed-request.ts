/** Generates requests to one operation of the OpenAPI document: valid requests, and requests with invalid parts. */
import fc from 'fast-check';
import { oftenInvalidValue, UNUSUAL_VALUES, validValue } from '../../document/arbitrary.ts';
import type { OpenApiDocument, Operation, Parameter } from '../../document/openapi.ts';

/** A body that is larger than the body limit of most routes. */
export const TOO_LARGE_BODY = JSON.stringify({ padding: 'x'.repeat(400_000) });

export interface Target {
  method: string;
  /** The path in the format of the document, with parameters in braces. */
  path: string;
  operation: Operation;
}

/** Placeholder for the token of an account that is not an administrator. */
export const PLAIN_USER = 'plain user';

/** A generated request. */
export interface FuzzedRequest {
  /** Null stands for the path of the sample request, which contains existing ids. */
  path: string | null;
  query: string;
  headers: Record<string, unknown>;
  /** Null stands for the token of an administrator. An empty string stands for no token. */
  token: string | null;
  contentType: string;
  /** Whether a GET is sent as HEAD. */
  isHead: boolean;
  /** The text of the body, or the fields that replace fields of the body of the sample request. */
  body: string | object;
}

/** The sample request of the route, without changes. */
export const SAMPLE: FuzzedRequest = {
  path: null,
  query: '',
  headers: {},
  token: null,
  contentType: 'application/json',
  isHead: false,
  body: {},
};

/** Generates requests. Each part of a request is taken from the sample request or generated, and may be invalid. */
export function fuzzedRequest(target: Target, document: OpenApiDocument): fc.Arbitrary<FuzzedRequest> {
  const parameters = target.operation.parameters ?? [];
  const parametersIn = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  return fc.record({
    path: sampleOr(null, pathOf(target, parametersIn('path'), document), 3),
    query: sampleOr('', queryOf(parametersIn('query'), document)),
    headers: sampleOr({}, valuesOf(parametersIn('header'), document, [])),
    token: sampleOr(null, fc.constantFrom('', 'none', 'a.b.c', PLAIN_USER, PLAIN_USER), 6),
    contentType: sampleOr('application/json', fc.constantFrom('', 'text/plain', 'application/jsonp'), 9),
    isHead: sampleOr(false, fc.constant(true), 6),
    body: bodyOf(target, document),
  });
}

/**
 * Generates the sample value `weight` times as often as another value. Most parts of a request must be valid, because
 * the first check of the service rejects a request in which every part is invalid.
 */
function sampleOr<Sample, Other>(
  sample: Sample,
  other: fc.Arbitrary<Other>,
  weight = 1,
): fc.Arbitrary<Sample | Other> {
  return fc.oneof({ weight, arbitrary: fc.constant(sample) }, { weight: 1, arbitrary: other });
}

function pathOf({ path }: Target, parameters: Parameter[], document: OpenApiDocument) {
  const names = parameters.map(({ name }) => name);
  return valuesOf(parameters, document, names).map((values) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(values[name])),
  );
}

/** Generates values for some of the parameters, and always for the required keys. Most values are valid. */
function valuesOf(parameters: Parameter[], document: OpenApiDocument, requiredKeys: string[]) {
  const values = parameters.map(({ name, schema }) => {
    const asDocumented = { weight: 3, arbitrary: validValue(schema, document) };
    return [name, fc.oneof(asDocumented, { weight: 1, arbitrary: oftenInvalidValue(schema, document) })];
  });
  const record: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(values);
  return fc.record(record, { requiredKeys });
}

function bodyOf({ operation }: Target, document: OpenApiDocument): fc.Arbitrary<string | object> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return sampleOr('', fc.constantFrom(' ', '{}', '{"a":1}', '{', TOO_LARGE_BODY), 4);
  const fields = oftenInvalidValue(schema, document).map((value) => Object(value) as object);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: fields },
    { weight: 4, arbitrary: validValue(schema, document).map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: oftenInvalidValue(schema, document).map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{', '[]', 'null', '"text"', '{"a":1', TOO_LARGE_BODY, ...UNUSUAL_VALUES),
    },
  );
}

/** Generates query strings. Some contain a parameter twice. A list parameter is repeated for each entry of the list. */
function queryOf(parameters: Parameter[], document: OpenApiDocument): fc.Arbitrary<string> {
  const repeatedNames = fc.subarray(parameters.map(({ name }) => name));
  return fc
    .tuple(valuesOf(parameters, document, []), sampleOr<string[], string[]>([], repeatedNames, 3))
    .map(([query, repeated]) => {
      const pairs = Object.entries(query).flatMap(([name, value]) => {
        const values = repeated.includes(name) ? [value, value].flat() : [value].flat();
        return values.map((each) => `${name}=${encoded(each)}`);
      });
      return pairs.length > 0 ? `?${pairs.join('&')}` : '';
    });
}

function encoded(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return encodeURIComponent(text.toWellFormed());
}
