/** The values of a plug by the names of the file layout. */
import { isoTime } from '../../../../rules/iso-time.ts';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import type { WRITTEN_NAMES } from '../file-layout.ts';

export type ExportedValues = Record<(typeof WRITTEN_NAMES)[number], unknown>;

/** The values of a plug by the names of `WRITTEN_NAMES`, in the order of this list. */
export function exportedValues(plug: PlugRow): ExportedValues {
  const fields = WRITABLE_NAMES.map((name) => [name, plug[FIELD_NAMES[name]]]);
  return {
    plug_type: plug.plugType,
    ...(Object.fromEntries(fields) as Record<FieldName, unknown>),
    id: plug.id,
    created_at: isoTime(plug.createdAtMs),
    updated_at: isoTime(plug.updatedAtMs),
  };
}
