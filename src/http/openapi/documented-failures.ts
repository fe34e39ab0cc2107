/** The failures of a route as the document shows them, rendered by the same table that answers with them. */
import type { z } from '@hono/zod-openapi';
import type { AppError, ErrorCode } from '../../rules/app-error.ts';
import { DOCUMENTED_ERRORS, sampleErrors } from './documented-errors.ts';
import { type HeaderName, headerReferences, occasionalHeader } from './documented-headers.ts';

/** An error in a contract's words. */
interface RenderedError {
  status: number;
  body: object;
  /** What is undefined here is not on every answer of the error. */
  headers: Partial<Record<HeaderName, string | undefined>>;
}

/** Errors, singly or as the lists of what a kind of route may answer; a whole one is the route's own sample. */
export type Failures = (ErrorCode | readonly ErrorCode[] | AppError)[];

/** What a route may answer that asks storage and reads bodies no longer than they may be. */
export const CONTRACT_ERRORS = ['BODY_TOO_LARGE', 'UNAVAILABLE'] as const;

/**
 * Gives the describer of one contract's failures, those that all of its routes share included. Handlers throw these
 * and never return them, so that the types of a route name its successes alone.
 */
export function describeFailures(
  schema: z.ZodType,
  render: (error: AppError) => RenderedError,
  shared: readonly ErrorCode[],
) {
  // Routes are defined at import, and most of what they may answer is the same: it is rendered once for all of them.
  const rendered = new Map<ErrorCode, DocumentedError[]>();
  const renderedOf = (code: ErrorCode): DocumentedError[] => {
    const errors = rendered.get(code) ?? renderSamples(code, sampleErrors(code), render);
    rendered.set(code, errors);
    return errors;
  };
  return (...failures: Failures): Record<never, never> => {
    const own = failures.flat().filter((failure) => typeof failure !== 'string');
    const named = failures.flat().filter((failure) => typeof failure === 'string');
    const codes = new Set([...named, ...own.map(({ code }) => code), ...shared, 'INTERNAL' as const]);
    const errors = [...codes].flatMap((code) => {
      const samples = own.filter((error) => error.is(code));
      return samples.length > 0 ? renderSamples(code, samples, render) : renderedOf(code);
    });
    const byStatus = Object.entries(Object.groupBy(errors, ({ status }) => status));
    return Object.fromEntries(byStatus.map(([status, group = []]) => [status, describe(schema, group)]));
  };
}

interface DocumentedError extends RenderedError {
  /** What the example is called. */
  name: string;
  meaning: string;
}

/** One example a body: samples may differ in what a contract does not tell. */
function renderSamples(
  code: ErrorCode,
  samples: AppError[],
  render: (error: AppError) => RenderedError,
): DocumentedError[] {
  const rendered = samples.map(render);
  const answers = new Map(rendered.map((answer) => [JSON.stringify(answer.body), answer]));
  return [...answers.values()].map((answer, place) => ({
    ...answer,
    name: place === 0 ? code : `${code}_${place + 1}`,
    meaning: DOCUMENTED_ERRORS[code].meaning,
  }));
}

function describe(schema: z.ZodType, errors: DocumentedError[]) {
  const examples = errors.map(({ name, meaning, body }) => [name, { summary: meaning, value: body }]);
  return {
    description: [...new Set(errors.map(({ meaning }) => `${meaning}.`))].join(' '),
    headers: headersOf(errors),
    content: { 'application/json': { schema, examples: Object.fromEntries(examples) } },
  };
}

/** A header is promised of a status when all of its errors carry it. */
function headersOf(errors: DocumentedError[]) {
  const carried = new Set(errors.flatMap(({ headers }) => Object.keys(headers) as HeaderName[]));
  const isPromised = (name: HeaderName) => errors.every(({ headers }) => headers[name] !== undefined);
  const [promised, occasional] = [
    [...carried].filter(isPromised),
    [...carried].filter((name) => !isPromised(name)),
  ];
  return {
    ...headerReferences(promised),
    ...Object.fromEntries(occasional.map((name) => [name, occasionalHeader(name)])),
  };
}
