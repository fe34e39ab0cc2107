/** Imports on the wire. */
import { z } from '@hono/zod-openapi';

const MAX_ROWS = 1000;
const USERS = 'users must be a list';

/** The name of a row's schema in the document. */
export const ROW_NAME = 'ImportRow';

/** Rows are read one by one, so that a wrong one is skipped: here they only are shown as what they should be. */
const SHOWN_ROW = { $ref: `#/components/schemas/${ROW_NAME}`, description: 'One that is wrong is skipped' };

export const importBody = z.object({
  users: z
    .array(z.unknown().openapi(SHOWN_ROW), USERS)
    .max(MAX_ROWS, { error: `users must hold at most ${MAX_ROWS} rows` }),
});

export const importAnswer = z
  .object({
    results: z
      .array(
        z.object({
          email: z
            .string()
            .openapi({ description: 'In lower case; as it was sent where the row could not be read' }),
          outcome: z.enum(['created', 'updated', 'skipped']),
          why: z.string().optional().openapi({ description: 'What is wrong, or was left out' }),
        }),
      )
      .openapi({ description: 'One for each row, in their order' }),
    created: z.int(),
    updated: z.int(),
    skipped: z.int(),
  })
  .openapi('ImportAnswer');
