/** The reports of imports, the list of imports, and the example of an undo. */
import * as z from '../../../../http/openapi/zod.ts';
import { time } from '../../../../http/wire-fields.ts';
import { EXACT_REASONS } from '../../../../rules/plugs/duplicates/reason-keys.ts';
import { CHANGESET_STATES } from '../../../../rules/plugs/history/changeset.ts';

const EXAMPLE_IMPORT_ID = '0199f1a2-7c1e-7000-8000-00000000000a';
const EXAMPLE_UNDO_ID = '0199f1a2-7c1e-7000-8000-00000000000c';
const EXAMPLE_PLUG_ID = '0199f1a2-7c1e-7000-8000-000000000001';
const FORMATS = [
  ...(['google-csv', 'outlook-csv', 'linkedin-csv', 'hubspot-csv', 'plugs-csv', 'csv'] as const),
  ...(['vcard', 'json'] as const),
] as const;
const OUTCOMES = ['created', 'updated', 'skipped', 'failed'] as const;

const problem = z.object({ field: z.string(), message: z.string() });

const entrySchema = z
  .object({
    line: z.int().openapi({
      description:
        'The line of the file on which the entry begins; in JSON, its position in the list, starting at 1',
    }),
    outcome: z.enum(OUTCOMES),
    id: z.uuid().optional().openapi({
      description:
        'The plug that was created or updated. Absent for a new plug of a preview, and for an entry that was skipped or failed',
    }),
    name: z.string().optional(),
    duplicate_of: z.uuid().optional().openapi({ description: 'The plug that describes the same person' }),
    duplicate_of_line: z
      .int()
      .optional()
      .openapi({ description: 'The line of an earlier entry of the file that describes the same person' }),
    reason: z.enum(EXACT_REASONS).optional(),
    warnings: z.array(problem).optional().openapi({
      description:
        'Values that break a rule or exceed a limit. Most of them are stored in `custom_data` or `notes`',
    }),
    errors: z.array(problem).optional(),
  })
  .openapi('ImportEntry');

const counts = { created: z.int(), updated: z.int(), skipped: z.int(), failed: z.int() };

export const importReportSchema = z
  .object({
    dry_run: z.boolean(),
    import_id: z
      .uuid()
      .nullable()
      .openapi({ description: 'The changeset of the import; null for a preview' }),
    format: z.enum(FORMATS),
    ...counts,
    complete: z.boolean().openapi({
      description:
        '`false` if the import was interrupted. Repeating the request with its `Idempotency-Key` continues the import',
    }),
    columns: z.record(z.string(), z.string().nullable()).openapi({
      description: 'The field of each column of a CSV file; `null` for a column that is not imported',
    }),
    entries: z.array(entrySchema).openapi({
      description:
        'Empty in a repeated report if a plug of the import was permanently deleted or if the report was too large',
    }),
  })
  .openapi('ImportReport');

export const importReportExample: z.input<typeof importReportSchema> = {
  dry_run: false,
  import_id: EXAMPLE_IMPORT_ID,
  format: 'google-csv',
  created: 1,
  updated: 0,
  skipped: 1,
  failed: 1,
  complete: true,
  columns: {
    'First Name': 'first_name',
    'E-mail 1 - Value': 'email',
    'Blood type': 'custom_data.Blood type',
  },
  entries: [
    { line: 2, outcome: 'created', id: EXAMPLE_PLUG_ID, name: 'Jane Smith' },
    {
      line: 3,
      outcome: 'skipped',
      name: 'Jane Smith',
      duplicate_of: EXAMPLE_PLUG_ID,
      duplicate_of_line: 2,
      reason: 'same_email',
    },
    {
      line: 4,
      outcome: 'failed',
      errors: [
        {
          field: 'first_name',
          message: 'An entry needs a name, a company, an email address or a number',
        },
      ],
    },
  ],
};

export const importListSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.uuid(),
          file_name: z.string().nullable(),
          created_at: time,
          state: z
            .enum(CHANGESET_STATES)
            .openapi({ description: '`partial` if the import was interrupted or is not finished' }),
          ...counts,
          undone_by: z.uuid().nullable().openapi({ description: 'The changeset that undid the import' }),
        })
        .openapi('PlugImport'),
    ),
    next_cursor: z.string().nullable(),
  })
  .openapi('PlugImports');

export const importListExample: z.input<typeof importListSchema> = {
  items: [
    {
      id: EXAMPLE_IMPORT_ID,
      file_name: 'contacts.csv',
      created_at: '2026-11-21T09:30:00.000Z',
      state: 'complete',
      created: 118,
      updated: 3,
      skipped: 7,
      failed: 2,
      undone_by: null,
    },
  ],
  next_cursor: null,
};

export const undoImportExample = {
  undo_id: EXAMPLE_UNDO_ID,
  undone: 118,
  unchanged: 0,
  kept: [],
  complete: true,
};
