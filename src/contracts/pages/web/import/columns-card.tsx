/** The columns of a CSV file: each with its first value and a select for its field. */
import type { FilePreview } from '../../../../core/plugs/exchange/import-file/preview-import-file.ts';
import { Card } from '../../components/cards.tsx';
import { formatCount } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Table } from '../../components/table.tsx';
import { CONTACT_FIELDS } from '../contacts/contact-fields.ts';
import { chosenOption, columnControl, LEFT_OUT, OWN_FIELD, RECOGNISED } from './choices-form.ts';

/** A page with more selects would be slow. Files of address books have at most about 100 columns. */
const MAX_COLUMNS = 100;
/** The form contains the names of the columns. */
const MAX_NAME_LENGTH = 200;

const { secondary_number: _, ...FIELDS } = CONTACT_FIELDS;
const TARGETS: Record<string, string> = {
  full_name: 'Full name',
  ...Object.fromEntries(Object.entries(FIELDS).map(([name, { label }]) => [name, label])),
  tags: 'Tags',
  [OWN_FIELD]: 'Keep as own field',
  [LEFT_OUT]: 'Do not import',
};
/** The option of a column that contains the labels of the values in another column, such as "Work" or "Home". */
const VALUE_LABEL = 'value_label';
/** Fields that a column name can be recognised as, but that the user cannot choose. */
const RECOGNISED_TARGETS: Record<string, string> = {
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
  const shown = filled.slice(0, MAX_COLUMNS);
  const recognised = shown.filter((name) => optionOf(columns[name] ?? null, format) !== OWN_FIELD).length;
  const others = names.length - shown.length;
  return (
    <Card
      id="columns"
      title="Columns"
      lead={`${formatCount(recognised)} of ${formatCount(shown.length)} recognised. Change what is wrong. Unknown columns are kept as own fields.${others > 0 ? ` ${formatCount(others)} further columns, such as blank ones, are imported as recognised.` : ''}`}
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
  chosen: string;
}

/** The first option is the recognised field. It is sent as a blank value, so that only changes are a mapping. */
function TargetSelect({ name, current, chosen }: TargetSelectProps) {
  const isChanged = chosen !== RECOGNISED;
  const options = Object.entries(TARGETS).filter(([value]) => isChanged || value !== current);
  return (
    <span class="select">
      <select class="input" name={columnControl(name)} aria-label={`${name} becomes`}>
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

/** In an export of this service, a column without a target is read-only. In another file, it contains labels. */
function optionOf(target: string | null, format: string): string {
  if (target === null) return format === 'plugs-csv' ? LEFT_OUT : VALUE_LABEL;
  return Object.hasOwn(RECOGNISED_TARGETS, target) || Object.hasOwn(TARGETS, target) ? target : OWN_FIELD;
}

function labelOf(option: string): string {
  return TARGETS[option] ?? RECOGNISED_TARGETS[option] ?? option;
}
