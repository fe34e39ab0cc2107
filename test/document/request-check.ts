/** Checks that an accepted request matches the document, except for the tolerated differences below. */
import { isBlank, trimUnseen } from '../../src/rules/unseen-characters.ts';
import { type FoundOperation, pathValues } from './find-operation.ts';
import type { OpenApiDocument, Operation, Schema } from './openapi.ts';
import { resolvedSchema } from './strict-schema.ts';
import { openValidation } from './validation.ts';

export interface CheckedRequest {
  method: string;
  url: string;
  /** The text that was sent, if it is available. */
  body?: string;
  /** The `Content-Type` of the body. */
  type?: string | null;
}

/** Operations that accept invalid rows and skip them. Their descriptions state this. */
const SKIPS_INVALID_ROWS = new Set(['importAccounts']);

/** Creates the check of one document. It returns the differences of a request. */
export function requestCheck(document: OpenApiDocument) {
  const validate = openValidation(document);

  return function problemsOfRequest(
    { path, operation }: FoundOperation,
    { url, body, type }: CheckedRequest,
  ): string[] {
    const inPath = pathValues(path, url);
    const { searchParams, pathname } = new URL(url);
    const ofParameters = (operation.parameters ?? []).flatMap(({ name, in: place, required, schema }) => {
      const sent = place === 'path' ? [inPath[name] ?? ''] : valuesOf(searchParams, name, pathname);
      if (place !== 'path' && place !== 'query') return [];
      if (sent.length === 0) return required ? [`the parameter ${name} was not sent`] : [];
      const problems = validate(schema, typed(sent, resolvedSchema(schema, document)));
      return problems.map((problem) => `the parameter ${name} of the request, ${problem}`);
    });
    const isFile = isDocumentedFile(operation, type ?? '');
    const ofBody = body === undefined || isFile ? [] : problemsOfBody(operation, body);
    return [...ofParameters, ...ofBody];
  };

  function problemsOfBody({ operationId, requestBody }: Operation, text: string): string[] {
    if (!requestBody || SKIPS_INVALID_ROWS.has(operationId)) return [];
    const { schema = {} } = requestBody.content['application/json'] ?? {};
    if (text.trim() === '') return requestBody.required ? ['the request has no body'] : [];
    const problems = validate(schema, JSON.parse(text));
    if (problems.length === 0) return [];
    const isTolerated = [undefined, null].some(
      (blank) => validate(schema, JSON.parse(text, normalizing(blank))).length === 0,
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
 * The value after the service's normalization: spaces and invisible characters around a text are removed, Unicode forms
 * of one text are equal, blank texts are absent or null, and lists have no duplicates.
 */
function normalizing(blank: null | undefined) {
  return (_: string, value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value)];
    return typeof value === 'string' ? trimUnseen(value).normalize('NFC') || blank : value;
  };
}

/** The parameters in which a user types text. */
const TYPED_TEXT = ['q', 'search', 'tag'];

/**
 * The values of a query parameter. In the contracts under `/api` a blank value means that the parameter was not sent,
 * and so does `null`, except in typed text.
 */
function valuesOf(searchParams: URLSearchParams, name: string, pathname: string): string[] {
  const sent = searchParams.getAll(name);
  const isGiven = (value: string) => !isBlank(value) && (value !== 'null' || TYPED_TEXT.includes(name));
  return pathname.startsWith('/api/') ? sent.filter(isGiven) : sent;
}

/** The value of a query parameter with its documented type. The last of several values applies. */
function typed(sent: string[], { type }: Schema): unknown {
  const text = sent.at(-1) ?? '';
  if (type === 'array') return sent;
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return type === 'integer' && /\d/.test(text) ? Number(text) : text;
}
