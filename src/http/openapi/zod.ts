/**
 * Zod with the method `openapi` of schemas, which `@hono/zod-openapi` adds when it is loaded. It is imported as a
 * namespace (`import * as z`), because a bundler removes the unused parts of a namespace, but not of the object `z`.
 */
import '@hono/zod-openapi';

export * from 'zod';
