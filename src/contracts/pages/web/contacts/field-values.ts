/** The values of a contact as texts in forms. */
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { CONTACT_FIELDS, type ContactField, FIELD_NAMES, type FieldName } from './contact-fields.ts';

/** The value of a field as its control shows the value; blank if the contact has no value. */
export function typedValue(plug: PlugRow, name: FieldName): string {
  const { property, labels }: ContactField = CONTACT_FIELDS[name];
  const value = plug[property];
  if (value === null) return '';
  return labels ? labels.labelOf(String(value)) : String(value);
}

/** The values of all fields. */
export function typedValues(plug: PlugRow): Record<FieldName, string> {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, typedValue(plug, name)])) as Record<
    FieldName,
    string
  >;
}
