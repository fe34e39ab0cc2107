/** What the service answers of itself. */
import { z } from '@hono/zod-openapi';

const version = z.string().openapi({ description: 'The deployed version; `local` where none was deployed' });

export const healthSchema = z.object({ status: z.literal('ok'), version });
export const readinessSchema = z.object({ status: z.literal('ready'), version });

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

export const publicKeysSchema = z.object({ keys: z.array(keySchema) });
export type PublicKeys = z.output<typeof publicKeysSchema>;

const outboxEmailSchema = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    atMs: z.int().openapi({ description: 'When it was written, in milliseconds of Unix time' }),
  })
  .openapi('KeptLetter');

export const outboxSchema = z.array(outboxEmailSchema);
