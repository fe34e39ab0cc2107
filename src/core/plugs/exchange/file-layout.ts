/**
 * The layout of the CSV and JSON files that this service writes, except the CSV files for HubSpot. The reader and the
 * writer use the same names.
 */
import { csvLine } from '../../../rules/csv.ts';
import { WRITABLE_NAMES } from '../../../rules/plugs/fields/field-names.ts';

/** The name of the column or member with the type of a plug. An import creates a plug of this type. */
export const TYPE_NAME = 'plug_type';

/**
 * The names of the values that only this service sets. An import ignores these values in JSON files. In a CSV file of
 * this service, it ignores these columns, except those that the mapping names. Exception: in a JSON file of another
 * program, `full_name` can be the name of the contact.
 */
export const READ_ONLY_NAMES = [
  ...['id', 'user_id', 'full_name', 'display_name', 'is_contact', 'is_target', 'is_complete_contact'],
  ...['created_at', 'updated_at', 'deleted_at', 'converted_at', 'event_id', 'last_contacted_at'],
  ...['next_reminder_at', 'merged_into'],
];

/** The columns of a CSV file, and the members of a plug in a JSON file. */
export const WRITTEN_NAMES = [TYPE_NAME, ...WRITABLE_NAMES, 'id', 'created_at', 'updated_at'] as const;

/** The first line of a CSV file. It begins with the byte order mark of UTF-8. */
export const CSV_HEADER = `\ufeff${csvLine(WRITTEN_NAMES)}`;
