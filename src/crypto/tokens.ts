/** Access, refresh and page tokens: JWTs (RFC 7519) by jose. A token of one type is never accepted as another type. */
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import type { KeyRing } from './key-ring.ts';

/** `page` is the access token in the cookie of the HTML pages. */
export type TokenType = 'access' | 'refresh' | 'page';

export interface TokenClaims {
  accountId: string;
  sessionId: number;
  tokenId: string;
  issuedAtSeconds: number;
  expiresAtSeconds: number;
}

export type TokenVerdict = { kind: 'valid'; claims: TokenClaims } | { kind: 'expired' } | { kind: 'invalid' };

/** The accepted difference between the clocks of two machines of the platform. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Signs with the signing key of the ring. With the same key, equal claims give the same text, so the successor of a
 * refresh token does not have to be stored.
 */
export function signToken(keys: KeyRing, type: TokenType, claims: TokenClaims): Promise<string> {
  return new SignJWT({ sid: String(claims.sessionId), typ: type })
    .setProtectedHeader({ alg: keys.algorithm, kid: keys.signing.kid, typ: 'JWT' })
    .setIssuer(keys.issuer)
    .setAudience(keys.audience)
    .setSubject(claims.accountId)
    .setJti(claims.tokenId)
    .setIssuedAt(claims.issuedAtSeconds)
    .setExpirationTime(claims.expiresAtSeconds)
    .sign(keys.signing.key);
}

/**
 * Verifies signature, algorithm, issuer, audience, type, times and required claims. If `nowMs` is 0, tokens that have
 * expired or were issued in the future are accepted. Only the functions that end the session of a token pass 0.
 */
export async function verifyToken(
  keys: KeyRing,
  type: TokenType,
  token: string,
  nowMs: number,
): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(token, keyFor(keys), {
      algorithms: [...keys.algorithms],
      issuer: keys.issuer,
      audience: keys.audience,
      requiredClaims: ['sub', 'sid', 'typ', 'iat', 'exp', 'jti'],
      currentDate: new Date(nowMs),
    });
    const claims = payload.typ === type ? claimsOf(payload) : null;
    const isPlausible = claims && hasPlausibleTimes(claims, keys.maxLifetimeSeconds, nowMs);
    return isPlausible ? { kind: 'valid', claims } : { kind: 'invalid' };
  } catch (error) {
    return { kind: error instanceof errors.JWTExpired && error.payload.typ === type ? 'expired' : 'invalid' };
  }
}

function keyFor(keys: KeyRing): JWTVerifyGetKey {
  return (header) => {
    const key = keys.verifying.get(`${header.alg}:${header.kid ?? ''}`);
    if (!key) throw new errors.JOSEError('No such key');
    return key;
  };
}

/**
 * Returns the claims, or null if a claim is missing or has a wrong type. The payload is checked as unknown data,
 * because the type of jose does not guarantee the actual content.
 */
function claimsOf(payload: JWTPayload): TokenClaims | null {
  const { sub, sid, jti, iat, exp } = payload as Record<string, unknown>;
  const sessionId = typeof sid === 'string' && /^\d{1,16}$/.test(sid) ? Number(sid) : Number.NaN;
  if (!isText(sub) || !isText(jti) || !isSeconds(iat) || !isSeconds(exp)) return null;
  if (!Number.isSafeInteger(sessionId)) return null;
  return { accountId: sub, sessionId, tokenId: jti, issuedAtSeconds: iat, expiresAtSeconds: exp };
}

/** False for a token that this service never issues: issued in the future, or valid for longer than the maximum. */
function hasPlausibleTimes(
  { issuedAtSeconds, expiresAtSeconds }: TokenClaims,
  maxLifetimeSeconds: number,
  nowMs: number,
): boolean {
  const isFromFuture = nowMs > 0 && issuedAtSeconds > nowMs / 1000 + CLOCK_TOLERANCE_SECONDS;
  return !isFromFuture && expiresAtSeconds - issuedAtSeconds <= maxLifetimeSeconds;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
