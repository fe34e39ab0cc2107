/** The query of an export, and the documented files. */

import { EXPORT_FORMATS } from '../../../../core/plugs/exchange/export/export-plugs.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { listQuery } from '../queries.ts';
import { plugSchema, targetExample } from '../response-schemas.ts';

const { skip, limit, sort, cursor, ...filterFields } = listQuery.shape;

export const exportQuery = z.object({
  format: z
    .enum(EXPORT_FORMATS, `format must be one of ${EXPORT_FORMATS.join(', ')}`)
    .openapi({ description: 'The format of the file' }),
  ...filterFields,
});

/** A plug without the values that follow from others. An import reads all of them except the id and the times. */
const exportedPlug = plugSchema
  .omit({
    user_id: true,
    full_name: true,
    display_name: true,
    is_contact: true,
    is_target: true,
    is_complete_contact: true,
    deleted_at: true,
  })
  .openapi('ExportedPlug');

const jsonFile = z.object({ plugs: z.array(exportedPlug) }).openapi('ExportedPlugs');

const { user_id, full_name, display_name, is_contact, is_target, is_complete_contact, deleted_at, ...plug } =
  targetExample;
const jsonExample: z.input<typeof jsonFile> = { plugs: [plug] };

/** The documented files of an export. */
export const exportedFiles = {
  'text/csv': {
    schema: z.string().openapi('ExportedCsv'),
    example: '\ufeffplug_type,first_name,last_name\r\ntarget,Alice,Goldsmith\r\n',
  },
  'application/json': { schema: jsonFile, example: jsonExample },
};
