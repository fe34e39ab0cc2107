/** An import as the document shows it. */
import type { z } from '@hono/zod-openapi';
import type { importRowSchema } from './import-row.ts';
import type { importAnswer } from './import-schemas.ts';

const USERS: z.input<typeof importRowSchema>[] = [
  {
    email: 'alice@acme.example',
    username: 'alice',
    first_name: 'Alice',
    last_name: 'Goldsmith',
    password_hash: '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
    is_verified: true,
    created_at: '2019-05-04T03:02:01Z',
    timezone: 'Europe/Berlin',
  },
  { email: 'bob@acme.example', city: 'Berlin' },
  { email: 'carol@acme.example', plex_id: 4711 },
];

const ANSWER: z.input<typeof importAnswer> = {
  results: [
    { email: 'alice@acme.example', outcome: 'created' },
    { email: 'bob@acme.example', outcome: 'updated' },
    { email: 'carol@acme.example', outcome: 'skipped', why: 'plex_id belongs to another account' },
  ],
  created: 1,
  updated: 1,
  skipped: 1,
};

export const IMPORT_EXAMPLES = { sent: { users: USERS }, answer: ANSWER };
