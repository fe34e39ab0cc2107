/** Every router is made here, so that each reports wrong input alike. */
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { AppError, type FieldProblem } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

/** A router whose paths answer with and without a trailing slash, and whose wrong input is `INVALID_INPUT`. */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error.issues);
    },
  });
}

function invalidInput(issues: z.core.$ZodIssue[]): AppError {
  const problems: FieldProblem[] = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return new AppError('INVALID_INPUT', { problems });
}
