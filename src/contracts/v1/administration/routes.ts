/** The routes with which administrators list, read, change and restore accounts. */
import { createRoute } from '@hono/zod-openapi';
import type * as z from 'zod';
import {
  changeAccount,
  listAccounts,
  readAnyAccount,
  restoreAccount,
} from '../../../core/administration/administer-accounts.ts';
import { isAdmin } from '../../../core/request/access.ts';
import type { Ctx } from '../../../core/request/context.ts';
import { requireAdmin } from '../../../http/bearer.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { ADMIN_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { pageLink } from '../../../http/wire-fields.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import { renderDeviceAccount } from '../accounts/render.ts';
import { routeGroup } from '../route-group.ts';
import {
  accountListQuery,
  accountNumberParam,
  accountPageExample,
  accountPageSchema,
  administeredExample,
  administeredSchema,
  changeAccountBody,
  changeAccountExample,
} from './schemas.ts';

const { router, failures } = routeGroup('device');
const shared = { tags: ['Administration'], middleware: requireAdmin, security: [{ bearer: [] }] };

/** The routes with which administrators manage accounts. */
export const adminAccountRoutes = router;

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users',
  operationId: 'listAccounts',
  summary: 'List accounts',
  description: 'The oldest account first. Deleted accounts are not listed.',
  request: { query: accountListQuery },
  responses: documentNoStore({
    200: jsonResponse(accountPageSchema, 'One page', accountPageExample),
    ...failures(ADMIN_ERRORS, wrongField('page', 'page must be a whole number from 1 to 1000000')),
  }),
});

router.openapi(listRoute, async (c) => {
  const { ctx } = c.var;
  const { page, page_size: limit, search, is_active: isActive } = c.req.valid('query');
  const filters = { search, isActive };
  const { accounts, total } = await listAccounts(ctx, { filters, limit, skip: (page - 1) * limit });
  const linkTo = (number: number) => pageLink(c.req.url, { page: number });
  return c.json(
    {
      count: total,
      next: page * limit < total ? linkTo(page + 1) : null,
      previous: page > 1 ? linkTo(page - 1) : null,
      results: accounts.map((account) => renderAdministered(ctx, account)),
    },
    200,
  );
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users/{number}',
  operationId: 'readAnyAccount',
  summary: 'Read an account',
  request: { params: accountNumberParam },
  responses: documentNoStore({
    200: jsonResponse(administeredSchema, 'The account', administeredExample),
    ...failures(ADMIN_ERRORS, 'NOT_FOUND'),
  }),
});

router.openapi(readRoute, async (c) => {
  const account = await readAnyAccount(c.var.ctx, c.req.valid('param'));
  return c.json(renderAdministered(c.var.ctx, account), 200);
});

const changeRoute = createRoute({
  ...shared,
  method: 'patch',
  path: '/auth/users/{number}',
  operationId: 'changeAccount',
  summary: 'Change an account',
  description:
    'Absent fields stay unchanged. Deactivating an account, or removing its administrator role, ends its sessions before the response is sent. The last active administrator cannot be deactivated or demoted, and cannot get an `expiry_date`. The totals of the auction site are stored but not returned.',
  middleware: [requireAdmin, limitBody()] as const,
  request: { ...jsonBody(changeAccountBody, changeAccountExample), params: accountNumberParam },
  responses: documentNoStore({
    200: jsonResponse(administeredSchema, 'The account after the change', administeredExample),
    ...failures(
      ADMIN_ERRORS,
      BODY_ERRORS,
      wrongField('role', 'role must be user or admin'),
      'NOT_FOUND',
      'LAST_ADMIN',
    ),
  }),
});

router.openapi(changeRoute, async (c) => {
  const { number } = c.req.valid('param');
  const account = await changeAccount(c.var.ctx, { number, changes: changesOf(c.req.valid('json')) });
  return c.json(renderAdministered(c.var.ctx, account), 200);
});

const restoreRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/users/{number}/restore',
  operationId: 'restoreAccount',
  summary: 'Restore a deleted account',
  description:
    'An account can be restored for 30 days after its deletion, and is then erased. Its sessions remain ended. If another account has taken its user name in the meantime, the restored account gets a new user name. The response is 404 for an account that is not deleted.',
  request: { params: accountNumberParam },
  responses: documentNoStore({
    200: jsonResponse(administeredSchema, 'The restored account', administeredExample),
    ...failures(ADMIN_ERRORS, 'NOT_FOUND', 'EMAIL_TAKEN', 'PLEX_TAKEN'),
  }),
});

router.openapi(restoreRoute, async (c) => {
  const account = await restoreAccount(c.var.ctx, c.req.valid('param'));
  return c.json(renderAdministered(c.var.ctx, account), 200);
});

/** Converts a body to the field names of the store. Absent fields are omitted, and null stays null. */
function changesOf(body: z.output<typeof changeAccountBody>) {
  const changes = {
    isActive: body.is_active,
    role: body.role,
    isPremium: body.is_premium,
    premiumUntilMs: body.premium_until,
    expiresAtMs: body.expiry_date,
    isVerified: body.is_verified,
    totalBids: body.total_bids,
    totalWins: body.total_wins,
    totalSpent: body.total_spent,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function renderAdministered(ctx: Ctx, account: AccountRow) {
  return {
    ...renderDeviceAccount(account, isAdmin(ctx.configuration, account), ctx.nowMs),
    role: account.role,
    is_verified: account.isVerified,
    is_premium: account.isPremium,
    premium_until: account.premiumUntilMs === null ? null : isoTime(account.premiumUntilMs),
  };
}
