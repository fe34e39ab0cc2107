/**
 * The columns of a CSV file, each with its first value and a select for the field that it becomes. A column is not
 * shown if it has no value, has a very long name, or follows 100 shown columns.
 */
import type { FilePreview } from '../../../../core/plugs/exchange/import-file/preview-import-file.ts';
import { Card } from '../../components/cards.tsx';
import { formatCount } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Table } from '../../components/table.tsx';
import { CONTACT_FIELDS } from '../contacts/contact-fields.ts';
import { chosenOption, columnSelectName, LEFT_OUT, OWN_FIELD, RECOGNISED } from './choices-form.ts';

/**
 * The maximum number of columns with a select. A page with more selects would be slow. Files of address books have at
 * most about 100 columns.
 */
const MAX_SHOWN_COLUMNS = 100;
/** The maximum length of the name of a column with a select. The form sends the names back. */
const MAX_NAME_LENGTH = 200;

const { secondary_number: _, ...SELECTABLE_FIELDS } = CONTACT_FIELDS;
/** The labels of the options that the user can choose. */
const TARGET_LABELS: Record<string, string> = {
  full_name: 'Full name',
  ...Object.fromEntries(Object.entries(SELECTABLE_FIELDS).map(([name, { label }]) => [name, label])),
  tags: 'Tags',
  [OWN_FIELD]: 'Keep as own field',
  [LEFT_OUT]: 'Do not import',
};
/** The option of a column that contains the labels of the values in another column, such as "Work" or "Home". */
const VALUE_LABEL = 'value_label';
/** The labels of the options that only the recognition of a column sets. The user cannot choose them. */
const RECOGNISED_TARGET_LABELS: Record<string, string> = {
  secondary_number: CONTACT_FIELDS.secondary_number.label,
  plug_type: 'Type',
  'custom_data.emails': 'Further e-mail',
  'custom_data.phones': 'Further phone',
  'custom_data.name_prefix': 'Name prefix',
  'custom_data.name_suffix': 'Name suffix',
  [VALUE_LABEL]: 'Label of a value',
};

export function ColumnsCard({ contacts, file }: Pick<FilePreview, 'contacts' | 'file'>) {
  const { columns, samples, format } = contacts;
  const names = Object.keys(columns);
  const filled = names.filter((name) => Object.hasOwn(samples, name) && name.length <= MAX_NAME_LENGTH);
  const shown = filled.slice(0, MAX_SHOWN_COLUMNS);
  const recognisedCount = shown.filter(
    (name) => optionOf(columns[name] ?? null, format) !== OWN_FIELD,
  ).length;
  const furtherCount = names.length - shown.length;
  return (
    <Card
      id="columns"
      title="Columns"
      lead={`${formatCount(recognisedCount)} of ${formatCount(shown.length)} recognised. Change what is wrong. Unknown columns are kept as own fields.${furtherCount > 0 ? ` ${formatCount(furtherCount)} further columns, such as blank ones, are imported as recognised.` : ''}`}
    >
      <Table
        label="Columns"
        isStacked
        columns={[{ label: 'Column in the file' }, { label: 'First value' }, { label: 'Becomes' }]}
        rows={shown.map((name) => ({
          key: name,
          cells: [
            <bdi>{name}</bdi>,
            <bdi class="muted">{samples[name]}</bdi>,
            <TargetSelect
              name={name}
              current={optionOf(columns[name] ?? null, format)}
              chosen={chosenOption(name, file.choices)}
            />,
          ],
        }))}
      />
    </Card>
  );
}

interface TargetSelectProps {
  name: string;
  /** The option for the target that the column has with the current choices. */
  current: string;
  /** The option that the user chose, or `RECOGNISED`. */
  chosen: string;
}

/**
 * The select of one column. Its first option is the recognised field. This option has an empty value, so the mapping
 * contains only the columns that the user changed.
 */
function TargetSelect({ name, current, chosen }: TargetSelectProps) {
  const isChanged = chosen !== RECOGNISED;
  const options = Object.entries(TARGET_LABELS).filter(([value]) => isChanged || value !== current);
  return (
    <span class="select">
      <select class="input" name={columnSelectName(name)} aria-label={`${name} becomes`}>
        <option value={RECOGNISED}>{isChanged ? 'As recognised' : labelOf(current)}</option>
        {options.map(([value, label]) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}

/**
 * The option for the target of a column. In an export of this service, a column without a target is read-only, so it is
 * left out. In any other file, such a column contains the labels of values, unless the user chose to leave the column
 * out. A target that is not among the options is an own field.
 */
function optionOf(target: string | null, format: string): string {
  if (target === null) return format === 'plugs-csv' ? LEFT_OUT : VALUE_LABEL;
  return Object.hasOwn(RECOGNISED_TARGET_LABELS, target) || Object.hasOwn(TARGET_LABELS, target)
    ? target
    : OWN_FIELD;
}

function labelOf(option: string): string {
  return TARGET_LABELS[option] ?? RECOGNISED_TARGET_LABELS[option] ?? option;
}
