/** The pair of tokens that a grant stands for. Nothing of them is stored: the same grant gives the same refresh token. */
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
  expiresInSeconds: number;
}

const LIFETIME_JITTER = 0.1;

/** Signs an access token from now, and the grant's refresh token. */
export async function issueTokens(ctx: Ctx, accountId: string, grant: TokenGrant): Promise<TokenPair> {
  const keys = await ctx.keyRing();
  const nowSeconds = Math.floor(ctx.nowMs / 1000);
  const expiresInSeconds = accessLife(ctx, grant);
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
    signToken(keys, 'access', access),
    signToken(keys, 'refresh', refresh),
  ]);
  return { sessionId: grant.sessionId, policy: grant.policy, accessToken, refreshToken, expiresInSeconds };
}

/** The generation that a refresh token's id names, or null when it is no such id. */
export function generationOf(tokenId: string): number | null {
  const generation = /^\d+\.(\d{1,9})$/.exec(tokenId)?.[1];
  return generation === undefined ? null : Number(generation);
}

function refreshTokenId(sessionId: number, generation: number): string {
  return `${sessionId}.${generation}`;
}

/**
 * An access token never outlives its session. Where the contract shows no `expires_in`, its life is up to a tenth
 * shorter, at random: two holders of one session then drift apart and are seen.
 */
function accessLife(ctx: Ctx, { accessSeconds, expiresAtMs, policy }: TokenGrant): number {
  const jitter = policy === 'strict' ? Math.random() * LIFETIME_JITTER : 0;
  const untilEnd = Math.floor((expiresAtMs - ctx.nowMs) / 1000);
  return Math.min(Math.round(accessSeconds * (1 - jitter)), untilEnd);
}
