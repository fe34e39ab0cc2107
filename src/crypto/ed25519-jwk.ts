/** Checks an Ed25519 private key before the worker accepts requests. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** The members of the JWK that contain the key (RFC 8037 section 2). */
interface Ed25519Jwk {
  kty: 'OKP';
  crv: 'Ed25519';
  d: string;
  x: string;
}

const SAMPLE = Buffer.from('plugs');

/** Whether the key can sign with its private part `d`, and the public part `x` verifies the signature. */
export function canSign({ kty, crv, d, x }: Ed25519Jwk): boolean {
  try {
    const signature = sign(null, SAMPLE, createPrivateKey({ key: { kty, crv, d, x }, format: 'jwk' }));
    return verify(null, SAMPLE, createPublicKey({ key: { kty, crv, x }, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}
