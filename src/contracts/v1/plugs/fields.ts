/** Converts the writable fields of a plug between the field names of the API and the names of the core. */
import type * as z from 'zod';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../rules/plugs/fields/field-names.ts';
import type { PlugChanges } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { updatePlugBody } from './request-schemas.ts';

type PlugBody = z.output<typeof updatePlugBody>;
type Fields = typeof FIELD_NAMES;

/** Converts the fields of a request body to the names of the core. A field that was not sent is undefined. */
export function plugChanges(body: PlugBody): PlugChanges {
  const entries = WRITABLE_NAMES.map((name) => [FIELD_NAMES[name], body[name]]);
  return Object.fromEntries(entries) as { [Name in FieldName as Fields[Name]]: PlugBody[Name] };
}

/** Converts the writable fields of a plug to the field names of the API. */
export function wireFields(plug: PlugRow) {
  const entries = WRITABLE_NAMES.map((name) => [name, plug[FIELD_NAMES[name]]]);
  return Object.fromEntries(entries) as { [Name in FieldName]: PlugRow[Fields[Name]] };
}
