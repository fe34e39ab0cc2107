/** The worker under test, its bindings, and its request door. */
import { env, exports } from 'cloudflare:workers';
import type { WorkerBindings } from '../../src/core/create-context.ts';

export const bindings = env as unknown as WorkerBindings;

/** The real worker's fetch handler, with its D1, KV and Durable Objects. */
export const worker = (exports as unknown as { default: { fetch: (request: Request) => Promise<Response> } })
  .default;
