/** Signing and verification of tokens. */
import { decodeProtectedHeader, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { openKeyRing } from '../../../src/crypto/key-ring.ts';
import { signToken, type TokenClaims, verifyToken } from '../../../src/crypto/tokens.ts';

const NOW_MS = Date.parse('2031-11-21T12:00:00Z');
const NOW_SECONDS = NOW_MS / 1000;
const OLD_KEY = { kid: 'old', secret: 'o'.repeat(32) };
const NEW_KEY = { kid: 'new', secret: 'n'.repeat(32) };
const CLAIMS: TokenClaims = {
  accountId: 'account-1',
  sessionId: 4_194_305,
  tokenId: '4194305.0',
  issuedAtSeconds: NOW_SECONDS,
  expiresAtSeconds: NOW_SECONDS + 60,
};

const newKeyRing = (
  symmetric = [NEW_KEY, OLD_KEY],
  privateJwk: Parameters<typeof openKeyRing>[0]['privateJwk'] = undefined,
) => openKeyRing({ symmetric, privateJwk, issuer: 'plugs', audience: 'plugs', maxLifetimeSeconds: 3600 });

describe('a token', () => {
  it('an access token is valid as an access token and not as a refresh token', async () => {
    const keys = await newKeyRing();
    const access = await signToken(keys, 'access', CLAIMS);
    expect(await verifyToken(keys, 'access', access, NOW_MS)).toEqual({ kind: 'valid', claims: CLAIMS });
    expect(await verifyToken(keys, 'refresh', access, NOW_MS)).toEqual({ kind: 'invalid' });
  });

  it('a token has the same text for the same claims', async () => {
    const keys = await newKeyRing();
    expect(await signToken(keys, 'refresh', CLAIMS)).toBe(await signToken(keys, 'refresh', CLAIMS));
  });

  it('a token stays valid after a key rotation until its key is removed', async () => {
    const token = await signToken(await newKeyRing([OLD_KEY]), 'access', CLAIMS);
    expect((await verifyToken(await newKeyRing([NEW_KEY, OLD_KEY]), 'access', token, NOW_MS)).kind).toBe(
      'valid',
    );
    expect((await verifyToken(await newKeyRing([NEW_KEY]), 'access', token, NOW_MS)).kind).toBe('invalid');
  });

  it('a token expires at the time of its exp claim', async () => {
    const keys = await newKeyRing();
    const token = await signToken(keys, 'access', CLAIMS);
    expect((await verifyToken(keys, 'access', token, NOW_MS + 59_000)).kind).toBe('valid');
    expect((await verifyToken(keys, 'access', token, NOW_MS + 60_000)).kind).toBe('expired');
    expect((await verifyToken(keys, 'refresh', token, NOW_MS + 60_000)).kind).toBe('invalid');
  });

  it('a configured private key signs tokens, its public key is published, and tokens of a symmetric key stay valid', async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    const keys = await newKeyRing([OLD_KEY], await exportJWK(pair.privateKey));
    const token = await signToken(keys, 'access', CLAIMS);
    expect(decodeProtectedHeader(token).alg).toBe('EdDSA');
    expect((await verifyToken(keys, 'access', token, NOW_MS)).kind).toBe('valid');
    expect(await signToken(keys, 'refresh', CLAIMS)).toBe(await signToken(keys, 'refresh', CLAIMS));
    expect(keys.publicJwks.keys).toHaveLength(1);
    expect(keys.publicJwks.keys[0]).not.toHaveProperty('d');
    const before = await signToken(await newKeyRing([OLD_KEY]), 'access', CLAIMS);
    expect((await verifyToken(keys, 'access', before, NOW_MS)).kind).toBe('valid');
  });
});

describe('a token with changed contents', () => {
  const validClaims = {
    sid: '4194305',
    typ: 'access',
    sub: 'a',
    iss: 'plugs',
    aud: 'plugs',
    jti: 'j',
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 60,
  };
  const sign = (
    payload: JWTPayload,
    header: Partial<{ alg: string; kid: string }> = {},
    secret = NEW_KEY.secret,
  ) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', kid: 'new', ...header })
      .sign(new TextEncoder().encode(secret));
  const verdictOf = async (token: string) =>
    (await verifyToken(await newKeyRing(), 'access', token, NOW_MS)).kind;

  it('a token with the valid claims is accepted', async () => {
    expect(await verdictOf(await sign(validClaims))).toBe('valid');
  });

  it.each(['iss', 'aud', 'sub', 'sid', 'typ', 'iat', 'exp', 'jti'])(
    'a token without the claim %s is rejected',
    async (claim) => {
      const { [claim as keyof typeof validClaims]: _removed, ...payload } = validClaims;
      expect(await verdictOf(await sign(payload))).toBe('invalid');
    },
  );

  it.each([
    ['another issuer', { iss: 'else' }],
    ['another audience', { aud: 'else' }],
    ['another type', { typ: 'id' }],
    ['a session id that is not a number', { sid: '1; DROP' }],
    ['a session id above the largest safe integer', { sid: '9'.repeat(16) }],
    ['a lifetime longer than the maximum', { exp: NOW_SECONDS + 3601 }],
    ['an expiry that is too late to be a date', { exp: 1e18 }],
    ['a time of issue in the future', { iat: NOW_SECONDS + 61, exp: NOW_SECONDS + 120 }],
    ['a time of issue that is not a number', { iat: 'now' as unknown as number }],
    ['a fractional time of issue', { iat: NOW_SECONDS - 0.5 }],
    ['an account that is an object', { sub: { id: 'a' } as unknown as string }],
    ['an account that is empty', { sub: '' }],
    ['an id that is a list', { jti: ['j'] as unknown as string }],
  ])('a token with %s is rejected', async (_name, change) => {
    expect(await verdictOf(await sign({ ...validClaims, ...change }))).toBe('invalid');
  });

  // The signature is valid in the last case.
  it('a token with an unknown key, a wrong secret or another algorithm is rejected', async () => {
    expect(await verdictOf(await sign(validClaims, { kid: 'else' }))).toBe('invalid');
    expect(await verdictOf(await sign(validClaims, {}, 'x'.repeat(32)))).toBe('invalid');
    expect(await verdictOf(await sign(validClaims, { alg: 'HS512' }))).toBe('invalid');
  });

  it('a token without a signature is rejected, and so is a text that is not a token', async () => {
    const encodedPart = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await verdictOf(`${encodedPart({ alg: 'none', kid: 'new' })}.${encodedPart(validClaims)}.`)).toBe(
      'invalid',
    );
    expect(await verdictOf('not.a.token')).toBe('invalid');
    expect(await verdictOf('')).toBe('invalid');
  });
});
