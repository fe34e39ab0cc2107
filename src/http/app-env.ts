/** What Hono's handlers find in their context. */
import type { Ctx } from '../core/context.ts';
import type { WorkerBindings } from '../core/create-context.ts';

export interface AppEnv {
  Bindings: WorkerBindings;
  Variables: { ctx: Ctx; requestId: string };
}
