/** Whether an answer is one that the document promises: its status, its headers, every field of its body. */
import { type Schema as CheckedSchema, Validator } from '@cfworker/json-schema';
import { findOperation } from './find-operation.ts';
import type { DocumentedAnswer, Header, MediaType, OpenApiDocument, Operation } from './openapi.ts';
import { strictSchema } from './strict-schema.ts';

export type Answered = Pick<Response, 'status' | 'headers' | 'text' | 'body'>;

export interface Asked {
  method: string;
  url: string;
}

/** The check of one document; it throws what is wrong with an answer. */
export function answerCheck(document: OpenApiDocument) {
  const validators = new Map<MediaType, Validator>();

  function validatorOf(content: MediaType): Validator {
    const known = validators.get(content);
    if (known) return known;
    const validator = new Validator(
      strictSchema(content.schema ?? {}, document) as CheckedSchema,
      '2020-12',
      false,
    );
    validators.set(content, validator);
    return validator;
  }

  function problemsOfBody(content: MediaType, text: string, status: number): string[] {
    const body: unknown = JSON.parse(text);
    const { valid, errors } = validatorOf(content).validate(body);
    if (!valid) return errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
    return status < 400 || isKnownFailure(content, body) ? [] : ['no example has this sentence'];
  }

  function problemsOf(documented: DocumentedAnswer, { status, headers }: Answered, text: string): string[] {
    const problems = problemsOfHeaders(documented.headers ?? {}, headers, document);
    if (text === '') return problems;
    const type = headers.get('Content-Type')?.split(';', 1)[0] ?? 'none';
    const content = documented.content?.[type];
    if (!content) return [...problems, `a body of ${type} is not documented`];
    return type === 'application/json' ? [...problems, ...problemsOfBody(content, text, status)] : problems;
  }

  return async function check(asked: Asked, answer: Answered): Promise<void> {
    if (asked.method === 'OPTIONS') return;
    const text = await answer.text();
    const operation = findOperation(document, asked);
    const problems = operation
      ? problemsOfOperation(operation, answer.status, (documented) => problemsOf(documented, answer, text))
      : problemsOfNone(answer.status);
    if (problems.length === 0) return;
    const { pathname } = new URL(asked.url);
    throw new Error(
      `The document does not know this answer to ${asked.method} ${pathname} (${answer.status}):\n${problems.join('\n')}\n${text.slice(0, 2000)}`,
    );
  };
}

function problemsOfOperation(
  { responses }: Operation,
  status: number,
  problemsOf: (documented: DocumentedAnswer) => string[],
): string[] {
  const documented = responses[status];
  return documented ? problemsOf(documented) : [`of these statuses: ${Object.keys(responses).join(', ')}`];
}

/** What is no route of the document's is not found, unless it is refused before anybody looks. */
function problemsOfNone(status: number): string[] {
  return [404, 413, 429].includes(status) ? [] : ['the route is not documented'];
}

function problemsOfHeaders(
  promised: Record<string, Header>,
  sent: Headers,
  document: OpenApiDocument,
): string[] {
  const { headers: known } = document.components;
  const missing = Object.entries(promised)
    .filter(
      ([name, header]) => (known[name] && header.$ref ? known[name] : header).required && !sent.has(name),
    )
    .map(([name]) => `the promised header ${name} is missing`);
  const unknown = Object.keys(known)
    .filter((name) => sent.has(name) && !promised[name])
    .map((name) => `the header ${name} is not documented: ${sent.get(name)}`);
  const wrong = Object.keys(promised)
    .filter((name) => sent.has(name) && !isOf(known[name], sent.get(name) ?? ''))
    .map((name) => `the header ${name} is not as documented: ${sent.get(name)}`);
  return [...missing, ...unknown, ...wrong];
}

function isOf({ schema = {} }: Header = {}, value: string): boolean {
  const typed = schema.type === 'integer' ? Number(value) : value;
  return new Validator(schema as CheckedSchema, '2020-12').validate(typed).valid;
}

/** Of what depends on the request (numbers, what was typed, which field is wrong) examples show one case. */
function isKnownFailure({ examples = {} }: MediaType, body: unknown): boolean {
  const sentence = sentenceOf(body);
  if (JSON.stringify(body).includes('"details":[')) return 'INVALID_INPUT' in examples;
  return Object.values(examples).some(({ value }) => sentenceOf(value) === sentence);
}

function sentenceOf(body: unknown): string {
  const { message, error } = body as { message?: string; error?: string | { message: string } };
  const sentence = message ?? (typeof error === 'object' ? error.message : error) ?? '';
  return sentence.replace(/:.*/s, '').replace(/\d+/g, 'N');
}
