/** The entries of a file that can be imported. */
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import type { PlugType } from '../../../../rules/plugs/plug.ts';
import type { FileEntry } from '../read-contact-file.ts';
import { mergedTags } from './filled-plug.ts';

/** A `FileEntry` that describes a person and can therefore be imported. */
export interface ImportEntry {
  line: number;
  fields: ContactFields;
  plugType: PlugType | null;
  warnings: ContactWarning[];
}

/** Returns the entries that can be imported. The tags of the request are added to the tags of each entry. */
export function importEntries(entries: readonly FileEntry[], tags: readonly string[]): ImportEntry[] {
  return entries.flatMap(({ line, fields, plugType, warnings }) => {
    if (!fields) return [];
    const united = mergedTags(fields.tags ?? [], tags);
    const tagged = united.tags.length > 0 ? { ...fields, tags: united.tags } : fields;
    return [{ line, fields: tagged, plugType, warnings: [...warnings, ...united.warnings] }];
  });
}
