/** The query of an export, and the documented files. */

import { EXPORT_FORMATS } from '../../../../core/plugs/exchange/export/export-plugs.ts';
import { VCARD_VERSIONS } from '../../../../core/plugs/exchange/export/vcard-writer.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { listQuery } from '../queries.ts';
import { plugSchema, targetExample } from '../response-schemas.ts';

const { skip, limit, sort, cursor, ...filterFields } = listQuery.shape;

export const exportQuery = z
  .object({
    format: z.enum(EXPORT_FORMATS, `format must be one of ${EXPORT_FORMATS.join(', ')}`).openapi({
      description:
        '`csv`, `vcard` and `json` contain every writable field and the type, so that an import gives the same plugs. `hubspot` is a CSV file with the column names of an import at HubSpot',
    }),
    version: z
      .enum(VCARD_VERSIONS, `version must be one of ${VCARD_VERSIONS.join(', ')}`)
      .optional()
      .openapi({ description: 'The version of vCard, for the format `vcard` only. 4.0 by default' }),
    ...filterFields,
  })
  .refine(({ format, version }) => version === undefined || format === 'vcard', {
    message: 'version is for vcard only',
    path: ['version'],
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

export const VCARD_EXAMPLE =
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Alice Goldsmith\r\nN:Goldsmith;Alice;;;\r\nX-PLUGS-TYPE:target\r\nEND:VCARD\r\n';

/** The documented files of an export. */
export const exportedFiles = {
  'text/csv': {
    schema: z.string().openapi('ExportedCsv'),
    example: '\ufeffplug_type,first_name,last_name\r\ntarget,Alice,Goldsmith\r\n',
  },
  'text/vcard': { schema: z.string().openapi('ExportedVCards'), example: VCARD_EXAMPLE },
  'application/json': { schema: jsonFile, example: jsonExample },
};
