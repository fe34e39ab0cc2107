/** What the service says of itself, as the document shows it. */
import type { z } from '@hono/zod-openapi';
import type { healthSchema, outboxSchema, publicKeysSchema, readinessSchema } from './schemas.ts';

const VERSION = '0199f1a2-4b7d-7000-8000-0000000000fe';

const HEALTH: z.input<typeof healthSchema> = { status: 'ok', version: VERSION };

const READINESS: z.input<typeof readinessSchema> = { status: 'ready', version: VERSION };

/** The key of RFC 8037, appendix A. */
const PUBLIC_KEYS: z.input<typeof publicKeysSchema> = {
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

const KEPT_MAIL: z.input<typeof outboxSchema> = [
  {
    id: '0199f1a2-7c1e-7000-8000-0000000000f1',
    to: 'alice@example.com',
    subject: 'Your code',
    text: 'Your code is 482915.',
    html: '<p>Your code is 482915.</p>',
    atMs: 1_795_255_200_000,
  },
];

export const SERVICE_EXAMPLES = {
  health: HEALTH,
  readiness: READINESS,
  publicKeys: PUBLIC_KEYS,
  keptMail: KEPT_MAIL,
  outboxPage: '<html lang="en">…</html>',
};
