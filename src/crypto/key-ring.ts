/**
 * The key that signs tokens and all keys that verify them. With several keys, a key can be replaced without ending
 * sessions.
 */
import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK } from 'jose';

export interface SymmetricKey {
  kid: string;
  secret: string;
}

export interface KeyRingInput {
  symmetric: SymmetricKey[];
  privateJwk: JWK | undefined;
  issuer: string;
  audience: string;
  maxLifetimeSeconds: number;
}

/** The type of a key in jose. `importJWK` returns bytes only for key types that are not used here. */
type Key = CryptoKey | Uint8Array;

export interface KeyRing {
  issuer: string;
  audience: string;
  /** The maximum lifetime of a token. */
  maxLifetimeSeconds: number;
  /** The algorithm of new tokens. */
  algorithm: 'HS256' | 'EdDSA';
  /** The algorithms that are accepted when a token is verified. */
  algorithms: Set<string>;
  signing: { kid: string; key: Key };
  /** The verification keys by `alg:kid`, so that no key is used with another algorithm (RFC 8725 section 3.1). */
  verifying: Map<string, Key>;
  /** The content of `/.well-known/jwks.json`. It lists no key if only shared secrets are configured. */
  publicJwks: { keys: JWK[] };
}

/**
 * Imports the keys. The private JWK signs new tokens. Without a private JWK, the first shared secret signs them. The
 * caller reuses the result, because an import costs more than a verification.
 * @throws Error if there is no key, or if the private JWK cannot be imported
 */
export async function openKeyRing(input: KeyRingInput): Promise<KeyRing> {
  const { issuer, audience, maxLifetimeSeconds } = input;
  const ring = {
    issuer,
    audience,
    maxLifetimeSeconds,
    verifying: new Map<string, Key>(),
    publicJwks: { keys: [] as JWK[] },
  };
  const secrets = await Promise.all(
    input.symmetric.map(async ({ kid, secret }) => ({ kid, key: await importSecret(secret) })),
  );
  for (const { kid, key } of secrets) ring.verifying.set(`HS256:${kid}`, key);
  const first = secrets[0];
  if (!input.privateJwk) {
    if (!first) throw new Error('JWT_KEYS contains no key');
    return { ...ring, algorithm: 'HS256', algorithms: new Set(['HS256']), signing: first };
  }
  const { signing, publicJwk, publicKey } = await importEdDsa(input.privateJwk);
  ring.verifying.set(`EdDSA:${signing.kid}`, publicKey);
  ring.publicJwks.keys.push(publicJwk);
  return { ...ring, algorithm: 'EdDSA', algorithms: new Set(['EdDSA', 'HS256']), signing };
}

async function importEdDsa(privateJwk: JWK) {
  const { d: _private, ...rest } = privateJwk;
  const kid = privateJwk.kid ?? (await calculateJwkThumbprint(privateJwk));
  const publicJwk = { ...rest, kid, alg: 'EdDSA', use: 'sig' };
  const [key, publicKey] = await Promise.all([importJWK(privateJwk, 'EdDSA'), importJWK(publicJwk, 'EdDSA')]);
  return { signing: { kid, key }, publicJwk, publicKey };
}

function importSecret(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
    'sign',
    'verify',
  ]);
}
