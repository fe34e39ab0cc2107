/** Checks an Ed25519 private key before the worker accepts requests. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** The members of the JWK that contain the key (RFC 8037 section 2). */
interface Ed25519Jwk {
  kty: 'OKP';
  crv: 'Ed25519';
  d: string;
  x: string;
}

const SAMPLE_MESSAGE = Buffer.from('plugs');

/** Whether the private part `d` of the key can sign, and the public part `x` verifies this signature. */
export function canSign({ kty, crv, d, x }: Ed25519Jwk): boolean {
  try {
    const signature = sign(
      null,
      SAMPLE_MESSAGE,
      createPrivateKey({ key: { kty, crv, d, x }, format: 'jwk' }),
    );
    return verify(null, SAMPLE_MESSAGE, createPublicKey({ key: { kty, crv, x }, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}
