/** The documented errors of a route. The function that renders the error responses also renders these examples. */
import type * as z from 'zod';
import type { AppError, ErrorCode } from '../../rules/app-error.ts';
import { DOCUMENTED_ERRORS, sampleErrors } from './documented-errors.ts';
import { type HeaderName, headerReferences, optionalHeader } from './documented-headers.ts';

/** An error in the format of a contract. */
interface RenderedError {
  status: number;
  body: object;
  /** A header with an undefined value is present only in some responses with this error. */
  headers: Partial<Record<HeaderName, string | undefined>>;
}

/** Error codes, lists of codes, or an error that replaces the general sample of its code. */
export type Failures = (ErrorCode | readonly ErrorCode[] | AppError)[];

/** The errors that are documented for every route of a client contract, in addition to `INTERNAL`. */
export const CONTRACT_ERRORS = ['UNAVAILABLE'] as const;

/**
 * Creates the function that documents the errors of a route of one contract. `shared` lists the errors that all routes
 * of the contract have, without `INTERNAL`, which is always added. Handlers throw errors and never return them, so the
 * response types of a route contain only successes.
 */
export function describeFailures(
  schema: z.ZodType,
  render: (error: AppError) => RenderedError,
  shared: readonly ErrorCode[],
) {
  // Routes are defined at import and share most of their errors. The general samples of a code are rendered once, to
  // save time at import.
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
  /** The name of the example. */
  name: string;
  meaning: string;
}

/** Returns one example per distinct body. Two samples have equal bodies if the contract omits the data that differs. */
function renderSamples(
  code: ErrorCode,
  samples: AppError[],
  render: (error: AppError) => RenderedError,
): DocumentedError[] {
  const rendered = samples.map(render);
  const distinct = new Map(rendered.map((response) => [JSON.stringify(response.body), response]));
  return [...distinct.values()].map((response, index) => ({
    ...response,
    name: index === 0 ? code : `${code}_${index + 1}`,
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

/** A header is documented as required for a status if all errors of the status have the header. */
function headersOf(errors: DocumentedError[]) {
  const allNames = new Set(errors.flatMap(({ headers }) => Object.keys(headers) as HeaderName[]));
  const isRequired = (name: HeaderName) => errors.every(({ headers }) => headers[name] !== undefined);
  const [required, optional] = [
    [...allNames].filter(isRequired),
    [...allNames].filter((name) => !isRequired(name)),
  ];
  return {
    ...headerReferences(required),
    ...Object.fromEntries(optional.map((name) => [name, optionalHeader(name)])),
  };
}
