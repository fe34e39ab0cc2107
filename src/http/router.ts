/** Creates the routers, so that all of them report invalid input in the same way. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { AppError, type FieldProblem } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

const BODY_NOT_AN_OBJECT: FieldProblem = { field: 'body', message: 'The request body must be a JSON object' };

/** A router that ignores a trailing slash in paths and throws `INVALID_INPUT` for invalid input. */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error.issues);
    },
  });
}

/** The members of a Zod issue that `invalidInput` uses. */
export type InputIssue = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/**
 * Creates `INVALID_INPUT` with one problem for each distinct message of a field. An issue without a path means that the
 * body is not an object. Its field is `body`.
 */
export function invalidInput(issues: InputIssue[]): AppError {
  const problems = new Map<string, FieldProblem>();
  for (const { path, message } of issues) {
    const problem = path.length > 0 ? { field: path.join('.'), message } : BODY_NOT_AN_OBJECT;
    problems.set(`${problem.field}\n${problem.message}`, problem);
  }
  return new AppError('INVALID_INPUT', { problems: [...problems.values()] });
}
