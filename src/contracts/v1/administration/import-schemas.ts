/** Imports of accounts in requests and responses. */
import type { importRowSchema } from '../../../http/fields/import-row.ts';
import * as z from '../../../http/openapi/zod.ts';

const MAX_ROWS = 1000;
const INVALID_USERS_MESSAGE = 'users must be a list';

/** The name that the schema of a row has in the OpenAPI document. */
export const ROW_SCHEMA_NAME = 'ImportRow';

/**
 * The OpenAPI metadata of a row. The body schema accepts any value as a row, because each row is validated later and
 * invalid rows are skipped.
 */
const ROW_DOCUMENTATION = {
  $ref: `#/components/schemas/${ROW_SCHEMA_NAME}`,
  description: 'An invalid row is skipped',
};

export const importBody = z
  .object({
    users: z
      .array(z.unknown().openapi(ROW_DOCUMENTATION), INVALID_USERS_MESSAGE)
      .max(MAX_ROWS, { error: `users must hold at most ${MAX_ROWS} rows` }),
  })
  .openapi('AccountImport');

const exampleRows: z.input<typeof importRowSchema>[] = [
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

export const importExample: z.input<typeof importBody> = { users: exampleRows };

export const importResponse = z
  .object({
    results: z
      .array(
        z.object({
          email: z.string().openapi({
            description:
              'In lower case. If a field of the row is invalid: as it was sent, cut to 254 characters, or empty if the row has no address',
          }),
          outcome: z.enum(['created', 'updated', 'skipped']),
          why: z
            .string()
            .optional()
            .openapi({ description: 'Why the row was skipped. Absent for any other outcome' }),
        }),
      )
      .openapi({ description: 'One result for each row, in the order of the rows' }),
    created: z.int(),
    updated: z.int(),
    skipped: z.int(),
  })
  .openapi('ImportResult');

export const importResponseExample: z.input<typeof importResponse> = {
  results: [
    { email: 'alice@acme.example', outcome: 'created' },
    { email: 'bob@acme.example', outcome: 'updated' },
    { email: 'carol@acme.example', outcome: 'skipped', why: 'plex_id belongs to another account' },
  ],
  created: 1,
  updated: 1,
  skipped: 1,
};
