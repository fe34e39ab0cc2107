/** The mapping of columns to fields in a request for an import. */
import { type ColumnField, columnKey } from './column-names.ts';
import type { Column } from './columns.ts';

/**
 * The targets of columns, by the names of the columns. A target is a key of `TARGETS`, or `custom_data.KEY`, or null to
 * exclude the column. `TARGETS` includes every writable field except `custom_data`.
 */
export type ColumnMapping = Record<string, string | null>;

/**
 * The fields that a mapping may name, each with the meaning of its column. Both number fields have the same meaning:
 * the first valid number of a row becomes `primary_number`.
 */
const TARGETS: Record<string, ColumnField> = {
  first_name: 'first_name',
  last_name: 'last_name',
  full_name: 'full_name',
  email: 'email',
  primary_number: 'phone',
  secondary_number: 'phone',
  company: 'company',
  job_title: 'job_title',
  linkedin_url: 'linkedin_url',
  profile_picture: 'profile_picture',
  notes: 'notes',
  tags: 'tags',
  priority: 'priority',
  birthday: 'birthday',
  met_at: 'met_at',
  met_where: 'met_where',
  telegram_username: 'telegram_username',
  telegram_user_id: 'telegram_user_id',
  plug_type: 'plug_type',
  network_type: 'network_type',
  business_type: 'business_type',
  connect_reason: 'connect_reason',
  hubspot_pipeline_stage: 'hubspot_pipeline_stage',
};
const CUSTOM_DATA_TARGET = /^custom_data\.(.+)$/s;

/** The error message for the first invalid entry of a mapping, or null. */
export function mappingProblem(columns: Column[], mapping: ColumnMapping): string | null {
  const known = new Set(columns.map(({ name }) => columnKey(name)));
  for (const [name, target] of Object.entries(mapping)) {
    if (!known.has(columnKey(name)))
      return `mapping names the column "${name}", which the file does not have`;
    if (target !== null && !Object.hasOwn(TARGETS, target) && !CUSTOM_DATA_TARGET.test(target)) {
      return `mapping names the field "${target}", which does not exist`;
    }
  }
  return null;
}

/** Returns the columns with the targets of a valid mapping. A column that the mapping does not name is unchanged. */
export function mappedColumns(columns: Column[], mapping: ColumnMapping): Column[] {
  const targets = new Map(Object.entries(mapping).map(([name, target]) => [columnKey(name), target]));
  return columns.map((column) => {
    const target = targets.get(columnKey(column.name));
    if (target === undefined) return column;
    if (target === null) return { ...column, isSkipped: true };
    const customKey = CUSTOM_DATA_TARGET.exec(target)?.[1];
    if (customKey !== undefined) return { ...column, field: null, customKey, isSkipped: false };
    return { ...column, field: TARGETS[target] ?? null, isSkipped: false };
  });
}
