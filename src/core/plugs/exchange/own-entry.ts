/**
 * Entries of the files that this service writes. Such an entry contains every writable field, so that a field without a
 * value is empty, and no value is searched for names, addresses or numbers.
 */
import type { ContactDraft } from '../../../rules/plugs/contact-draft.ts';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../rules/plugs/fields/field-names.ts';

/**
 * Writes the values of an entry that contains every field into a draft. Returns the names of the values that a plug would
 * not store unchanged, because another program has changed the file. The caller reads these values like those of any
 * other file.
 */
export function addOwnEntry(draft: ContactDraft, values: Record<FieldName, unknown>): FieldName[] {
  if (isEmpty(values.network_type)) draft.setEmpty('networkType');
  return WRITABLE_NAMES.filter((name) => {
    const value = values[name];
    return !isEmpty(value) && !draft.setStored(FIELD_NAMES[name], value);
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
