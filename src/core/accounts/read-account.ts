/** The caller's own account. */
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

/**
 * Reads the caller's account in one round trip: the access check is all of it.
 * @throws AppError as `requireAccess` does
 */
export function readAccount(ctx: Ctx): Promise<AccountRow> {
  return requireAccess(ctx);
}
