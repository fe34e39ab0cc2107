/** The worker under test and its bindings. */
import { env, exports } from 'cloudflare:workers';
import type { WorkerBindings } from '../../../src/core/request/create-context.ts';
import { withResponseCheck } from './checked.ts';

export const bindings = env as unknown as WorkerBindings;

const entryPoint = (exports as unknown as { default: { fetch: (request: Request) => Promise<Response> } })
  .default;

/** The fetch handler of the worker under test, with the checks of `withResponseCheck`. */
export const worker = { fetch: withResponseCheck((request) => entryPoint.fetch(request), bindings) };
