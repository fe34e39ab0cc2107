/** Compares the fields of the contacts in a group of duplicates. */
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { CONTACT_FIELDS, FIELD_NAMES, type FieldName } from '../contacts/contact-fields.ts';
import { fieldText } from '../contacts/field-values.ts';

export interface ComparedField {
  name: FieldName;
  label: string;
  /** The value of the field for each contact, as the edit form shows it. It is empty if the contact has no value. */
  values: string[];
  /**
   * `same`: all values are equal. `choice`: the merged contact can have only one of the different values. `union`: the
   * merge loses no value, because all contacts with a value have the same value, or because the values are joined.
   */
  kind: 'same' | 'choice' | 'union';
}

/**
 * Returns the fields in which at least one contact has a value. A field whose values are all equal is returned only if
 * the field helps to identify a person.
 */
export function comparedFields(plugs: readonly PlugRow[]): ComparedField[] {
  return FIELD_NAMES.flatMap((name) => {
    const values = plugs.map((plug) => fieldText(plug, name));
    const kind = kindOf(name, values);
    if (values.every((value) => value === '')) return [];
    if (kind === 'same' && !IDENTIFYING.has(name)) return [];
    return [{ name, label: CONTACT_FIELDS[name].label, values, kind }];
  });
}

const IDENTIFYING = new Set<FieldName>([
  'email',
  'primary_number',
  'company',
  'linkedin_url',
  'telegram_username',
]);

function kindOf(name: FieldName, values: string[]): ComparedField['kind'] {
  const distinctValues = new Set(values.filter(Boolean));
  if (new Set(values).size === 1) return 'same';
  return distinctValues.size === 1 || name === 'notes' ? 'union' : 'choice';
}

/** The contact that is proposed as the main contact: a contact before a target, then the one with the most values. */
export function proposedWinner(plugs: readonly PlugRow[]): PlugRow | undefined {
  const score = (plug: PlugRow) =>
    (plug.plugType === 'contact' ? FIELD_NAMES.length : 0) +
    FIELD_NAMES.filter((name) => fieldText(plug, name) !== '').length;
  return [...plugs].sort((one, other) => score(other) - score(one))[0];
}
