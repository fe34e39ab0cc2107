/**
 * Entries of the files that this service writes, except the CSV files for HubSpot. A field without a value in such an
 * entry is empty. No value is searched for names, addresses or numbers.
 */
import type { ContactDraft } from '../../../rules/plugs/contact-draft.ts';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../rules/plugs/fields/field-names.ts';

/**
 * Adds the values of the writable fields of an entry to a draft. Returns the names of the fields whose value was not
 * added, because a plug would not store this value unchanged. Another program may have changed the file. The caller
 * reads these values like the values of a file of any other program.
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
