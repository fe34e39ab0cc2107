/** The response bodies of the routes of the service itself. */
import * as z from '../../http/openapi/zod.ts';

const version = z
  .string()
  .openapi({ description: 'The id of the deployed version; `local` for a worker that was never deployed' });

const VERSION_EXAMPLE = '0199f1a2-4b7d-7000-8000-0000000000fe';

export const healthSchema = z.object({ status: z.literal('ok'), version }).openapi('Health');
export const healthExample: z.input<typeof healthSchema> = { status: 'ok', version: VERSION_EXAMPLE };

export const readinessSchema = z.object({ status: z.literal('ready'), version }).openapi('Readiness');
export const readinessExample: z.input<typeof readinessSchema> = {
  status: 'ready',
  version: VERSION_EXAMPLE,
};

const keySchema = z
  .looseObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.string(),
    alg: z.literal('EdDSA'),
    use: z.literal('sig'),
  })
  .openapi('PublicKey');

export const publicKeysSchema = z.object({ keys: z.array(keySchema) }).openapi('PublicKeySet');
export type PublicKeys = z.output<typeof publicKeysSchema>;

/** The example key of RFC 8037, appendix A. */
export const publicKeysExample: z.input<typeof publicKeysSchema> = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      alg: 'EdDSA',
      use: 'sig',
    },
  ],
};

const outboxEmailSchema = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    atMs: z.int().openapi({ description: 'When the e-mail was created, in milliseconds of Unix time' }),
  })
  .openapi('OutboxEmail');

export const outboxSchema = z.array(outboxEmailSchema).openapi('Outbox');
export const outboxExample: z.input<typeof outboxSchema> = [
  {
    id: '0199f1a2-7c1e-7000-8000-0000000000f1',
    to: 'alice@example.com',
    subject: 'Your code',
    text: 'Your code is 482915.',
    html: '<p>Your code is 482915.</p>',
    atMs: 1_795_255_200_000,
  },
];
