/** Whether a request that was served is one that the document allows. What is forgiven beyond it is named here. */
import { type Found, pathValues } from './find-operation.ts';
import type { OpenApiDocument, Operation, Schema } from './openapi.ts';
import { followed } from './strict-schema.ts';
import { openValidation } from './validation.ts';

export interface Asked {
  method: string;
  url: string;
  /** The text that was sent, where it is known. */
  body?: string;
}

/** Served whatever the rows are: one that is wrong is skipped, as the document says in words. */
const FORGIVING = new Set(['importAccounts']);

/** The check of the requests of one document; it gives what is wrong with one. */
export function requestCheck(document: OpenApiDocument) {
  const problemsBy = openValidation(document);

  return function problemsOfRequest({ path, operation }: Found, { url, body }: Asked): string[] {
    const inPath = pathValues(path, url);
    const { searchParams } = new URL(url);
    const ofParameters = (operation.parameters ?? []).flatMap(({ name, in: place, required, schema }) => {
      const sent = place === 'path' ? [inPath[name] ?? ''] : searchParams.getAll(name);
      if (place !== 'path' && place !== 'query') return [];
      if (sent.length === 0) return required ? [`the parameter ${name} was not sent`] : [];
      const problems = problemsBy(schema, typed(sent, followed(schema, document)));
      return problems.map((problem) => `the parameter ${name} of the request, ${problem}`);
    });
    const ofBody = body === undefined ? [] : problemsOfBody(operation, body);
    return [...ofParameters, ...ofBody];
  };

  function problemsOfBody({ operationId, requestBody }: Operation, text: string): string[] {
    if (!requestBody || FORGIVING.has(operationId)) return [];
    const { schema = {} } = requestBody.content['application/json'] ?? {};
    if (text.trim() === '') return requestBody.required ? ['the request has no body'] : [];
    const problems = problemsBy(schema, JSON.parse(text));
    const isForgiven = problems.length > 0 && problemsBy(schema, JSON.parse(text, forgiven)).length === 0;
    return isForgiven ? [] : problems.map((problem) => `the body of the request, ${problem}`);
  }
}

/** Spaces around a text are none, a text of nothing but spaces is not there, and what is listed twice counts once. */
function forgiven(_: string, value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value)];
  return typeof value === 'string' ? value.trim() || undefined : value;
}

/** A query string holds nothing but text; the last of several is the one that counts. */
function typed(sent: string[], { type }: Schema): unknown {
  const text = sent.at(-1) ?? '';
  if (type === 'array') return sent;
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return type === 'integer' && /\d/.test(text) ? Number(text) : text;
}
