/** Checks that a request that the service accepts matches the document, except for the tolerated differences below. */
import { isBlank, trimUnseen } from '../../src/rules/unseen-characters.ts';
import { type FoundOperation, pathValues } from './find-operation.ts';
import type { OpenApiDocument, Operation, Schema } from './openapi.ts';
import { resolvedSchema } from './strict-schema.ts';
import { tolerantValidation } from './validation.ts';

export interface CheckedRequest {
  method: string;
  url: string;
  /** The text of the body. Undefined if the text is not available, so that it is not checked. */
  body?: string;
  /** The `Content-Type` of the body. */
  type?: string | null;
}

/** The ids of operations that accept invalid rows and skip them. The descriptions of these operations state this. */
const OPERATIONS_THAT_SKIP_ROWS = new Set(['importAccounts']);

/** Returns a function that lists the differences between a request and its operation. Headers are not compared. */
export function requestCheck(document: OpenApiDocument) {
  const validate = tolerantValidation(document);

  return function problemsOfRequest(
    { path, operation }: FoundOperation,
    { url, body, type }: CheckedRequest,
  ): string[] {
    const valuesInPath = pathValues(path, url);
    const { searchParams, pathname } = new URL(url);
    const ofParameters = (operation.parameters ?? []).flatMap(({ name, in: place, required, schema }) => {
      const sent = place === 'path' ? [valuesInPath[name] ?? ''] : valuesOf(searchParams, name, pathname);
      if (place !== 'path' && place !== 'query') return [];
      if (sent.length === 0) return required ? [`the parameter ${name} was not sent`] : [];
      const problems = validate(schema, convertedValue(sent, resolvedSchema(schema, document)));
      return problems.map((problem) => `the parameter ${name} of the request, ${problem}`);
    });
    const isFile = isDocumentedFile(operation, type ?? '');
    const ofBody = body === undefined || isFile ? [] : problemsOfBody(operation, body);
    return [...ofParameters, ...ofBody];
  };

  function problemsOfBody({ operationId, requestBody }: Operation, text: string): string[] {
    if (!requestBody || OPERATIONS_THAT_SKIP_ROWS.has(operationId)) return [];
    const { schema = {} } = requestBody.content['application/json'] ?? {};
    if (text.trim() === '') return requestBody.required ? ['the request has no body'] : [];
    const problems = validate(schema, JSON.parse(text));
    if (problems.length === 0) return [];
    const isTolerated = [undefined, null].some(
      (blank) => validate(schema, JSON.parse(text, normalizer(blank))).length === 0,
    );
    return isTolerated ? [] : problems.map((problem) => `the body of the request, ${problem}`);
  }
}

/** Whether the body is a file of a documented type that is not JSON. */
function isDocumentedFile({ requestBody }: Operation, contentType: string): boolean {
  const type = contentType.split(';', 1)[0]?.trim() ?? '';
  return type !== 'application/json' && Object.hasOwn(requestBody?.content ?? {}, type);
}

/**
 * Returns a reviver for `JSON.parse` that normalizes values as the service does: spaces and invisible characters around
 * a text are removed, a text has the Unicode form NFC, and lists have no duplicates. A blank text becomes `blank`,
 * which is null or, for an absent field, undefined.
 */
function normalizer(blank: null | undefined) {
  return (_: string, value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value)];
    return typeof value === 'string' ? trimUnseen(value).normalize('NFC') || blank : value;
  };
}

/** The query parameters that contain text of a user, in which `null` is a word. */
const TEXT_PARAMETERS = ['q', 'search', 'tag'];

/**
 * The values of a query parameter, without the values that the contracts under `/api` ignore: a blank value, and the
 * value `null` of a parameter that is not in `TEXT_PARAMETERS`.
 */
function valuesOf(searchParams: URLSearchParams, name: string, pathname: string): string[] {
  const sent = searchParams.getAll(name);
  const isGiven = (value: string) => !isBlank(value) && (value !== 'null' || TEXT_PARAMETERS.includes(name));
  return pathname.startsWith('/api/') ? sent.filter(isGiven) : sent;
}

/** Converts the values of a parameter to the documented type. A parameter that is not a list has its last value. */
function convertedValue(sent: string[], { type }: Schema): unknown {
  const text = sent.at(-1) ?? '';
  if (type === 'array') return sent;
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return type === 'integer' && /\d/.test(text) ? Number(text) : text;
}
