/** The query parameters of an export and of a vCard, and the descriptions of the files for the OpenAPI document. */

import { EXPORT_FORMATS } from '../../../../core/plugs/exchange/export/export-plugs.ts';
import { VCARD_VERSIONS } from '../../../../core/plugs/exchange/export/vcard-writer.ts';
import { WRITTEN_NAMES } from '../../../../core/plugs/exchange/file-layout.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { listQuery } from '../queries.ts';
import { plugSchema, targetExample } from '../response-schemas.ts';

const { skip, limit, sort, cursor, ...filterFields } = listQuery.shape;

const version = z.enum(VCARD_VERSIONS, `version must be one of ${VCARD_VERSIONS.join(', ')}`);

export const exportQuery = z
  .object({
    format: z.enum(EXPORT_FORMATS, `format must be one of ${EXPORT_FORMATS.join(', ')}`).openapi({
      description:
        '`csv`, `vcard` and `json` contain every writable field and the type, so that an import can create the same plugs. `hubspot` is a CSV file with the column names of an import at HubSpot',
    }),
    version: version
      .optional()
      .openapi({ description: 'The version of vCard, for the format `vcard` only. 4.0 by default' }),
    ...filterFields,
  })
  .refine(({ format, version }) => version === undefined || format === 'vcard', {
    message: 'version is for vcard only',
    path: ['version'],
  });

type WrittenName = (typeof WRITTEN_NAMES)[number];

const writtenMembers = Object.fromEntries(WRITTEN_NAMES.map((name) => [name, true])) as Record<
  WrittenName,
  true
>;

/** A plug in a JSON file. An import ignores the id and the times. */
const exportedPlug = plugSchema.pick(writtenMembers).openapi('ExportedPlug');

const jsonFile = z.object({ plugs: z.array(exportedPlug) }).openapi('ExportedPlugs');

const examplePlug = Object.fromEntries(WRITTEN_NAMES.map((name) => [name, targetExample[name]]));
const jsonExample = { plugs: [examplePlug as z.input<typeof exportedPlug>] };

const VCARD_EXAMPLE =
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Alice Goldsmith\r\nN:Goldsmith;Alice;;;\r\nX-PLUGS-TYPE:target\r\nEND:VCARD\r\n';

/** The content of a response with vCards. */
export const cardFile = {
  'text/vcard': { schema: z.string().openapi('ExportedVCards'), example: VCARD_EXAMPLE },
};

/** The content of a response with the image of a QR code. */
export const qrImage = {
  'image/svg+xml': {
    schema: z.string().openapi('QrImage'),
    example: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 61 61">…</svg>',
  },
};

/** The content of the response of an export, for each media type. HubSpot files are CSV files. */
export const exportedFiles = {
  'text/csv': {
    schema: z.string().openapi('ExportedCsv'),
    example: '\ufeffplug_type,first_name,last_name\r\ntarget,Alice,Goldsmith\r\n',
  },
  ...cardFile,
  'application/json': { schema: jsonFile, example: jsonExample },
};

export const cardQuery = z.object({
  version: version.default('4.0').openapi({ description: 'The version of vCard' }),
});
