/** The types of the variables in the Hono context. */
import type { Ctx } from '../core/request/context.ts';
import type { WorkerBindings } from '../core/request/create-context.ts';
import type { AccountRow } from '../store/accounts/accounts.ts';

export interface AppEnv {
  Bindings: WorkerBindings;
  Variables: {
    ctx: Ctx;
    requestId: string;
    /** The caller of a page of the administration, after the access check. */
    administrator: AccountRow;
  };
}
