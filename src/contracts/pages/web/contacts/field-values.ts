/**
 * The stored values of a contact as texts, as the forms contain them. The page of the contact shows dates, the priority
 * and some other values differently.
 */
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { CONTACT_FIELDS, type ContactField, FIELD_NAMES, type FieldName } from './contact-fields.ts';

/** The text of a field: the label of the value if the value has a label, and an empty text if there is no value. */
export function fieldText(plug: PlugRow, name: FieldName): string {
  const { property, labels }: ContactField = CONTACT_FIELDS[name];
  const value = plug[property];
  if (value === null) return '';
  return labels ? labels.labelOf(String(value)) : String(value);
}

export function fieldTexts(plug: PlugRow): Record<FieldName, string> {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldText(plug, name)])) as Record<
    FieldName,
    string
  >;
}
