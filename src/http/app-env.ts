/** The types of the bindings and variables in the Hono context. */
import type { Ctx } from '../core/request/context.ts';
import type { WorkerBindings } from '../core/request/create-context.ts';
import type { AccountRow } from '../store/accounts/accounts.ts';

export interface AppEnv {
  Bindings: WorkerBindings;
  Variables: {
    ctx: Ctx;
    requestId: string;
    /** The account of the caller. Set only on the pages of administrators, after the access check. */
    administrator: AccountRow;
  };
}
