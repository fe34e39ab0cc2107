/**
 * Issues the access token and the refresh token of a grant. No token is stored: with the same signing key, the same
 * grant produces the same refresh token.
 */
import { v7 as uuid } from 'uuid';
import { signToken, type TokenClaims } from '../../crypto/tokens.ts';
import type { TokenGrant } from '../../objects/results.ts';
import type { RefreshPolicy } from '../../rules/sessions/refresh.ts';
import type { Ctx } from '../request/context.ts';

export interface TokenPair {
  sessionId: number;
  policy: RefreshPolicy;
  accessToken: string;
  refreshToken: string;
  /** The lifetime of the access token. */
  expiresInSeconds: number;
  refreshExpiresInSeconds: number;
}

/** The maximum reduction of the lifetime of an access token, as a fraction of the lifetime. */
const LIFETIME_JITTER = 0.1;

/** Signs an access token that is valid from now, and the refresh token of the grant. */
export async function issueTokens(
  ctx: Ctx,
  accountId: string,
  grant: TokenGrant,
  accessType: 'access' | 'page' = 'access',
): Promise<TokenPair> {
  const keys = await ctx.keyRing();
  const nowSeconds = Math.floor(ctx.nowMs / 1000);
  const expiresInSeconds = accessLifetimeSeconds(ctx, grant);
  const access: TokenClaims = {
    accountId,
    sessionId: grant.sessionId,
    tokenId: uuid(),
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + expiresInSeconds,
  };
  const refresh: TokenClaims = {
    ...access,
    tokenId: refreshTokenId(grant.sessionId, grant.generation),
    issuedAtSeconds: Math.floor(grant.issuedAtMs / 1000),
    expiresAtSeconds: Math.floor(grant.expiresAtMs / 1000),
  };
  const [accessToken, refreshToken] = await Promise.all([
    signToken(keys, accessType, access),
    signToken(keys, 'refresh', refresh),
  ]);
  return {
    ...{ sessionId: grant.sessionId, policy: grant.policy, accessToken, refreshToken, expiresInSeconds },
    refreshExpiresInSeconds: refresh.expiresAtSeconds - nowSeconds,
  };
}

/** Returns the generation in the id of a refresh token, or null when the id has another format. */
export function generationOf(tokenId: string): number | null {
  const generation = /^\d+\.(\d{1,9})$/.exec(tokenId)?.[1];
  return generation === undefined ? null : Number(generation);
}

function refreshTokenId(sessionId: number, generation: number): string {
  return `${sessionId}.${generation}`;
}

/**
 * Returns the lifetime of an access token, which expires no later than its session. Under the policy `strict`, the
 * lifetime is reduced by a random value of up to 10 %. Two clients that use the same session then refresh at different
 * times, so that a copied token can be detected. The lifetimes under the other policies are published, so they are not
 * random.
 */
function accessLifetimeSeconds(ctx: Ctx, { accessSeconds, expiresAtMs, policy }: TokenGrant): number {
  const jitter = policy === 'strict' ? Math.random() * LIFETIME_JITTER : 0;
  const untilEnd = Math.floor((expiresAtMs - ctx.nowMs) / 1000);
  return Math.min(Math.round(accessSeconds * (1 - jitter)), untilEnd);
}
