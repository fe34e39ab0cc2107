/** Authentication by the header `Authorization: Bearer` (RFC 6750). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { countAccountRequest } from '../core/guards/account-rate.ts';
import { requireAdmin as requireAdminAccess } from '../core/request/access.ts';
import { authenticate } from '../core/request/authenticate.ts';
import type { UserActor } from '../core/request/context.ts';
import type { AppEnv } from './app-env.ts';

/** The methods that change nothing (RFC 9110 section 9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The token in the `Authorization` header, or null. `Bearer Bearer <token>` is also accepted. According to the
 * documentation of the devices client, users type "Bearer" into a field that already adds this prefix.
 */
export function bearerToken(c: Context<AppEnv>): string | null {
  return /^(?:Bearer +){1,2}(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? null;
}

/**
 * Authenticates the token, and counts the request for the limit of reads or writes of the account.
 * @throws AppError with the codes of `authenticate` and `countAccountRequest`
 */
export async function authenticateCaller(c: Context<AppEnv>, token: string | null): Promise<UserActor> {
  const ctx = c.get('ctx');
  const actor = await authenticate(ctx, token);
  await countAccountRequest(ctx, actor.accountId, SAFE_METHODS.has(c.req.method) ? 'reads' : 'writes');
  return actor;
}

/**
 * Makes the account of the token the actor, and counts the request. Only the signature and the claims of the token
 * are verified. The use case checks the session in D1: a read in the same round trip as its data, a write before it
 * writes.
 * @throws AppError with the codes of `authenticateCaller`
 */
export const requireBearer = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  c.set('ctx', { ...ctx, actor: await authenticateCaller(c, bearerToken(c)) });
  await next();
});

/**
 * Like `requireBearer`, and requires an administrator whose session did not begin with Plex. The role is checked before
 * the body is read and before any other statement runs, so that a request without the role is rejected early. The check
 * costs one round trip to D1. A contract mounts these routes before its general `limitBody`, so a route with a body has
 * its own `limitBody` after this middleware.
 * @throws AppError `FORBIDDEN`, and the codes of `authenticateCaller` and `readWithAccess`
 */
export const requireAdmin = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  const authenticated = { ...ctx, actor: await authenticateCaller(c, bearerToken(c)) };
  await requireAdminAccess(authenticated);
  c.set('ctx', authenticated);
  await next();
});

/** A token that is never valid, for an `Authorization` header without a bearer token. */
const INVALID_TOKEN = 'none';

/**
 * Like `requireBearer`, but requests without an `Authorization` header stay anonymous. A header without a valid token
 * is rejected.
 */
export const acceptBearer = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header('Authorization')) {
    const ctx = c.get('ctx');
    c.set('ctx', { ...ctx, actor: await authenticateCaller(c, bearerToken(c) ?? INVALID_TOKEN) });
  }
  await next();
});
