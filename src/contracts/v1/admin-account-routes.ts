/** Accounts for administrators. */

import { createRoute, z } from '@hono/zod-openapi';
import { changeAccount, listAccounts, readAnyAccount } from '../../core/administer-accounts.ts';
import type { Ctx } from '../../core/context.ts';
import { restoreAccount } from '../../core/delete-account.ts';
import { isAdmin } from '../../core/is-admin.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { isoTime } from '../../rules/iso-time.ts';
import type { AccountRow } from '../../store/users.ts';
import { accountSchema } from './device-schemas.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { instant } from './fields.ts';
import { whole } from './plug-queries.ts';
import { renderDeviceAccount } from './render-device.ts';

const shared = { tags: ['Administration'], middleware: requireBearer, security: [{ bearer: [] }] };

const administeredSchema = accountSchema
  .extend({
    role: z.enum(['user', 'admin']),
    is_verified: z.boolean(),
    is_premium: z.boolean(),
    premium_until: z.string().nullable(),
  })
  .openapi('AdministeredAccount');

const pageSchema = z.object({
  count: z.int(),
  next: z.string().nullable(),
  previous: z.string().nullable(),
  results: z.array(administeredSchema),
});

const listQuery = z.object({
  page: whole('page', 1, 1_000_000).default(1),
  page_size: whole('page_size', 1, 200).default(20),
  search: z.string().trim().max(254, 'search is too long').optional(),
  is_active: z.enum(['true', 'false'], 'is_active must be true or false').optional(),
});

const numberParam = z.object({
  number: z.string().transform((number) => (/^\d{1,12}$/.test(number) ? Number(number) : -1)),
});

const flag = (name: string) => z.boolean(`${name} must be true or false`).optional();

const changeBody = z.object({
  is_active: flag('is_active'),
  role: z.enum(['user', 'admin'], 'role must be user or admin').optional(),
  is_premium: flag('is_premium'),
  premium_until: instant('premium_until'),
  expiry_date: instant('expiry_date'),
  is_verified: flag('is_verified'),
  total_bids: z.int('total_bids must be a whole number').min(0).optional(),
  total_wins: z.int('total_wins must be a whole number').min(0).optional(),
  total_spent: z.number('total_spent must be a number').min(0).optional(),
});

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users',
  request: { query: listQuery },
  responses: { 200: jsonAnswer(pageSchema, 'One page of accounts'), ...failures(400, 401, 403) },
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/users/{number}',
  request: { params: numberParam },
  responses: { 200: jsonAnswer(administeredSchema, 'The account'), ...failures(401, 403, 404) },
});

const changeRoute = createRoute({
  ...shared,
  method: 'patch',
  path: '/auth/users/{number}',
  request: { ...jsonBody(changeBody), params: numberParam },
  responses: {
    200: jsonAnswer(administeredSchema, 'The account as it is now'),
    ...bodyFailures(401, 403, 404, 422),
  },
});

const restoreRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/users/{number}/restore',
  request: { params: numberParam },
  responses: {
    200: jsonAnswer(administeredSchema, 'The account, no longer deleted'),
    ...failures(400, 401, 403, 404),
  },
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
    const link = (to: number) => pageLink(c.req.url, to);
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

function changesOf(body: z.output<typeof changeBody>) {
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

function pageLink(url: string, page: number): string {
  const link = new URL(url);
  link.searchParams.set('page', String(page));
  return link.href;
}
