/**
 * Replaces the package `zod` in the build of the worker (`[alias]` in wrangler.toml). `@hono/zod-openapi` passes the
 * object `z` to a function that only reads `ZodType`. With the `z` of the package, the worker would contain every part
 * of Zod, for example its error messages in all languages, because a bundler cannot remove parts of an object.
 */
import { ZodType } from 'zod/v4';

export * from 'zod/v4';
export const z = { ZodType };
