/** Accounts for administrators. */
import { createRoute, type z } from '@hono/zod-openapi';
import {
  changeAccount,
  listAccounts,
  readAnyAccount,
  restoreAccount,
} from '../../../core/administration/administer-accounts.ts';
import { isAdmin } from '../../../core/request/access.ts';
import type { Ctx } from '../../../core/request/context.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { pageLink } from '../../../http/wire-fields.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import { renderDeviceAccount } from '../accounts/render.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { ADMIN_ACCOUNT_EXAMPLES } from './examples.ts';
import {
  accountListQuery,
  accountNumberParam,
  accountPageSchema,
  administeredSchema,
  changeAccountBody,
} from './schemas.ts';

const shared = { tags: ['Administration'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('device');
const { account: example, page: examplePage, changes: sent } = ADMIN_ACCOUNT_EXAMPLES;

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users',
  operationId: 'listAccounts',
  summary: 'A page of accounts',
  description: 'The oldest first, without deleted ones.',
  request: { query: accountListQuery },
  responses: documentNoStore({
    200: jsonAnswer(accountPageSchema, 'One page', examplePage),
    ...failures(
      BEARER_ERRORS,
      wrongField('page', 'page must be a whole number from 1 to 1000000'),
      'FORBIDDEN',
    ),
  }),
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users/{number}',
  operationId: 'readAnyAccount',
  summary: 'One account',
  request: { params: accountNumberParam },
  responses: documentNoStore({
    200: jsonAnswer(administeredSchema, 'The account', example),
    ...failures(BEARER_ERRORS, 'FORBIDDEN', 'NOT_FOUND'),
  }),
});

const changeRoute = createRoute({
  ...shared,
  method: 'patch',
  path: '/auth/users/{number}',
  operationId: 'changeAccount',
  summary: 'Change an account',
  description:
    'Fields that are absent stay. Deactivating an account, or taking its role away, ends its sessions before this answers. The last active administrator can be neither deactivated nor demoted, nor given an `expiry_date`. The totals of the auction site are kept and not answered.',
  request: { ...jsonBody(changeAccountBody, sent), params: accountNumberParam },
  responses: documentNoStore({
    200: jsonAnswer(administeredSchema, 'The account as it is now', example),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('role', 'role must be user or admin'),
      'FORBIDDEN',
      'NOT_FOUND',
      'LAST_ADMIN',
    ),
  }),
});

const restoreRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/users/{number}/restore',
  operationId: 'restoreAccount',
  summary: 'Bring a deleted account back',
  description:
    'Possible until it is erased, 30 days after its deletion. Its sessions stay ended. An account that is not deleted is not found.',
  request: { params: accountNumberParam },
  responses: documentNoStore({
    200: jsonAnswer(administeredSchema, 'The account, no longer deleted', example),
    ...failures(BEARER_ERRORS, 'FORBIDDEN', 'NOT_FOUND', 'EMAIL_TAKEN', 'USERNAME_TAKEN', 'PLEX_TAKEN'),
  }),
});

/** The administrator's routes of accounts. */
export function adminAccountRoutes() {
  const router = newRouter();
  router.onError(renderErrors('device'));
  router.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { page, page_size: limit, search, is_active } = c.req.valid('query');
    const isActive = is_active === undefined ? undefined : is_active === 'true';
    const filters = { search, isActive };
    const { accounts, total } = await listAccounts(ctx, { filters, limit, skip: (page - 1) * limit });
    const link = (to: number) => pageLink(c.req.url, { page: to });
    return c.json(
      {
        count: total,
        next: page * limit < total ? link(page + 1) : null,
        previous: page > 1 ? link(page - 1) : null,
        results: accounts.map((account) => renderAdministered(ctx, account)),
      },
      200,
    );
  });
  router.openapi(readRoute, async (c) => {
    const account = await readAnyAccount(c.var.ctx, c.req.valid('param'));
    return c.json(renderAdministered(c.var.ctx, account), 200);
  });
  router.openapi(changeRoute, async (c) => {
    const { number } = c.req.valid('param');
    const account = await changeAccount(c.var.ctx, { number, changes: changesOf(c.req.valid('json')) });
    return c.json(renderAdministered(c.var.ctx, account), 200);
  });
  router.openapi(restoreRoute, async (c) => {
    const account = await restoreAccount(c.var.ctx, c.req.valid('param'));
    return c.json(renderAdministered(c.var.ctx, account), 200);
  });
  return router;
}

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
