/** Every router is made here, so that each reports wrong input alike. */
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { AppError, type FieldProblem } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

const NO_OBJECT: FieldProblem = { field: 'body', message: 'The request body must be a JSON object' };

/** A router whose paths answer with and without a trailing slash, and whose wrong input is `INVALID_INPUT`. */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error.issues);
    },
  });
}

/** One sentence a field; a body that is no object has no field to name. */
function invalidInput(issues: z.core.$ZodIssue[]): AppError {
  const problems = new Map<string, FieldProblem>();
  for (const { path, message } of issues) {
    const problem = path.length > 0 ? { field: path.join('.'), message } : NO_OBJECT;
    problems.set(`${problem.field}\n${problem.message}`, problem);
  }
  return new AppError('INVALID_INPUT', { problems: [...problems.values()] });
}
