/**
 * The targets of the columns of a CSV file, as an import report names them: a field of the API, `full_name`,
 * `custom_data.KEY`, or null.
 */
import type { ColumnField } from './column-names.ts';
import type { Column, CsvFormat } from './columns.ts';

const NUMBER_FIELDS = ['primary_number', 'secondary_number'];
/** The targets that differ from the name of the column field. */
const RENAMED_TARGETS: Partial<Record<ColumnField, string>> = {
  middle_name: 'first_name',
  name: 'full_name',
  first_or_full_name: 'full_name',
  name_prefix: 'custom_data.name_prefix',
  name_suffix: 'custom_data.name_suffix',
  emails: 'custom_data.emails',
  fax: 'custom_data.phones',
  title: 'job_title',
};

/**
 * The target of each column by the name of the column. The target of a column that is not imported is null. If several
 * columns have the same name, the target of the last one is returned. A single value can have another target. For
 * example, most values that their field rejects are stored in the custom data, and the first LinkedIn URL in a column
 * of URLs is stored in `linkedin_url`.
 */
export function columnTargets(columns: Column[], format: CsvFormat): Record<string, string | null> {
  let phoneCount = 0;
  let emailCount = 0;
  const targets = columns.map((column): [string, string | null] => {
    const { name, field, customKey, isSkipped } = column;
    if (isSkipped) return [name, null];
    if (field === null || (field === 'url' && format !== 'linkedin-csv'))
      return [name, `custom_data.${customKey}`];
    if (field === 'url') return [name, 'linkedin_url'];
    if (field === 'phone') {
      phoneCount += 1;
      return [name, NUMBER_FIELDS[phoneCount - 1] ?? 'custom_data.phones'];
    }
    if (field === 'email') {
      emailCount += 1;
      return [name, emailCount === 1 ? 'email' : 'custom_data.emails'];
    }
    return [name, RENAMED_TARGETS[field] ?? field];
  });
  // Object.fromEntries creates own properties, also for a column with the name "__proto__".
  return Object.fromEntries(targets);
}
