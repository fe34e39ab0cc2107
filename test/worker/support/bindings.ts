/** The worker under test, its bindings, and its request door. */
import { env, exports } from 'cloudflare:workers';
import type { WorkerBindings } from '../../../src/core/request/create-context.ts';
import { checked } from './checked.ts';

export const bindings = env as unknown as WorkerBindings;

const door = (exports as unknown as { default: { fetch: (request: Request) => Promise<Response> } }).default;

/** The real worker's fetch handler, with its D1, KV and Durable Objects; every answer is checked. */
export const worker = { fetch: checked((request) => door.fetch(request), bindings) };
