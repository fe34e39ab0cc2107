/**
 * Reads the contact in one row of a CSV file. A value without a field, and most values that their field rejects, are
 * stored in the custom data under the key of their column or their label. Rejected e-mail addresses and numbers are
 * stored under `emails` and `phones`, and rejected tags in the notes (see `ContactDraft`).
 */
import { withoutGuard } from '../../../../rules/csv.ts';
import { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import type { LineField } from '../../../../rules/plugs/fields/stored-form.ts';
import { foldedLine } from '../../../../rules/plugs/folding.ts';
import { MAX_FULL_NAME_LENGTH, splitFullName } from '../../../../rules/plugs/names/split-full-name.ts';
import { PRIORITIES } from '../../../../rules/plugs/plug.ts';
import { addCustomData, parsedJson } from '../custom-data.ts';
import type { ColumnField } from './column-names.ts';
import type { Column, CsvFormat } from './columns.ts';
import { addOwnRow, type OwnColumns } from './own-rows.ts';

export interface RowContext {
  columns: Column[];
  format: CsvFormat;
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  /** The result of `ownColumns`. Also null if the request has a mapping. */
  ownColumns: OwnColumns | null;
}

interface Value {
  text: string;
  column: Column;
  /** The label of the value, such as "Work". Google's older files mark the preferred value with an asterisk. */
  label: string;
}

const LINE_FIELDS: Partial<Record<ColumnField, LineField>> = {
  company: 'company',
  job_title: 'jobTitle',
  network_type: 'networkType',
  business_type: 'businessType',
  hubspot_pipeline_stage: 'hubspotPipelineStage',
  met_where: 'metWhere',
};
const NAME_FIELDS: ColumnField[] = [
  'first_name',
  'middle_name',
  'last_name',
  'full_name',
  'name_prefix',
  'name_suffix',
];
/** Google writes this text between several values in one cell. */
const GOOGLE_SEPARATOR = ' ::: ';
/** Outlook writes this for a date that is not set. */
const NO_DATE = /^0+[/.-]0+[/.-]0+$/;

/** Returns a draft of the contact in a row. */
export function contactOfRow(cells: string[], context: RowContext): ContactDraft {
  const draft = new ContactDraft();
  const remainingCells = context.ownColumns ? addOwnRow(draft, cells, context.ownColumns) : cells;
  const values = valuesOf(remainingCells, context);
  addNames(draft, values, context.timeZone);
  for (const value of values) {
    if (!NAME_FIELDS.includes(value.column.field as ColumnField)) addValue(draft, value, context.format);
  }
  return draft;
}

/** The values of a row that are not blank, the preferred ones first. */
function valuesOf(cells: string[], { columns, format }: RowContext): Value[] {
  const values = cells.flatMap((cell, at): Value[] => {
    const column = columns[at] ?? surplusColumn(at);
    if (column.isSkipped) return [];
    const label = column.labelAt === null ? '' : (cells[column.labelAt] ?? '').trim();
    const texts = format === 'google-csv' ? cell.split(GOOGLE_SEPARATOR) : [cell];
    return texts.map((text) => ({ text: withoutGuard(text).trim(), column, label }));
  });
  const nonBlankValues = values.filter(({ text }) => text !== '');
  return nonBlankValues.sort((one, other) => Number(isPreferred(other)) - Number(isPreferred(one)));
}

/**
 * Sets the names. A full name is split only if the row has no first, middle or last name, and if the full name has at
 * most 256 characters. Otherwise, a full name with a word that no other name column contains is stored in the custom
 * data.
 */
function addNames(draft: ContactDraft, values: Value[], timeZone: string): void {
  const textOf = (field: ColumnField) =>
    values
      .filter(({ column }) => column.field === field)
      .map(({ text }) => text)
      .join(' ');
  const fullName = textOf('full_name');
  const [first, middle, last] = [textOf('first_name'), textOf('middle_name'), textOf('last_name')];
  const given = [first, middle].filter(Boolean).join(' ');
  const isSplit = !given && !last && fullName.length <= MAX_FULL_NAME_LENGTH;
  const split = splitFullName(isSplit ? fullName : '', { timeZone });
  draft.setLine('firstName', given || split.firstName, 'first_name');
  draft.setLine('lastName', last || split.lastName, 'last_name');
  const prefix = [textOf('name_prefix'), split.prefix].filter(Boolean).join(' ');
  const suffix = [textOf('name_suffix'), split.suffix].filter(Boolean).join(' ');
  if (prefix) draft.addCustom('name_prefix', prefix);
  if (suffix) draft.addCustom('name_suffix', suffix);
  const known = new Set(foldedLine([prefix, given, last, suffix].join(' ')).split(/[ ,]+/));
  const hasOtherWords = foldedLine(fullName)
    .split(/[ ,]+/)
    .some((word) => !known.has(word));
  if (!isSplit && fullName && hasOtherWords) {
    draft.addCustom(
      values.find(({ column }) => column.field === 'full_name')?.column.customKey ?? '',
      fullName,
    );
  }
}

function addValue(draft: ContactDraft, { text, column, label }: Value, format: CsvFormat): void {
  const { field, customKey } = column;
  const lineField = field && LINE_FIELDS[field];
  const type = label.replace(/^\*\s*/, '') || undefined;
  if (lineField) draft.setLine(lineField, text, customKey);
  else if (field === 'email') draft.addEmail(text, type);
  else if (field === 'emails') for (const email of text.split(/[;,]/)) draft.addEmail(email, type);
  else if (field === 'phone' || field === 'fax') draft.addPhone(text, field === 'fax' ? 'fax' : type);
  else if (field === 'notes') draft.addNote(text);
  else if (field === 'tags') for (const tag of tagsOf(text, format)) draft.addTag(tag);
  else if (field === null || !setCheckedField(draft, field, text))
    draft.addCustom(labelledKey(column, label), text);
}

/**
 * Sets a field whose value the draft checks. Returns true if the value was stored, or if the value is a date that is
 * not set (`NO_DATE`). Otherwise the caller stores the value in the custom data.
 */
function setCheckedField(draft: ContactDraft, field: ColumnField, text: string): boolean {
  if (field === 'url') return draft.setLinkedin(text);
  if (field === 'linkedin_url') return draft.setUrl('linkedinUrl', text);
  if (field === 'profile_picture') return draft.setUrl('profilePicture', text);
  if (field === 'connect_reason') return draft.setConnectReason(text);
  if (field === 'custom_data') return addCustomData(draft, parsedJson(text));
  if (field === 'plug_type') return draft.setType(text);
  if (field === 'telegram_user_id') return draft.setTelegramId(text);
  if (field === 'telegram_username') return draft.setTelegram(text);
  if (field === 'birthday') return NO_DATE.test(text) || draft.setDate('birthday', text);
  if (field === 'met_at') return NO_DATE.test(text) || draft.setDate('metAt', text);
  if (field === 'priority') {
    const priority = PRIORITIES.find((each) => each === text.toLowerCase());
    return priority !== undefined && draft.setPriority(priority);
  }
  return false;
}

/**
 * Returns the tags of a cell. In files of this service, the cell is a JSON list, so a tag may contain a comma. Labels
 * of Google that begin with an asterisk are system labels and are ignored.
 */
function tagsOf(text: string, format: CsvFormat): string[] {
  if (format === 'plugs-csv') {
    const list = parsedJson(text);
    if (Array.isArray(list)) return list.filter((tag) => typeof tag === 'string');
  }
  return text.split(/[,;]/).filter((tag) => format !== 'google-csv' || !tag.trim().startsWith('*'));
}

/**
 * Returns the key in the custom data: the label of the value, or the key of the column if the value has no label. The
 * label of a custom field of Google is the name of this field.
 */
function labelledKey({ customKey, labelAt }: Column, label: string): string {
  return labelAt !== null && label !== '' ? label : customKey;
}

/** Returns the column of a cell beyond the last column of the header. */
function surplusColumn(at: number): Column {
  const name = `Column ${at + 1}`;
  return { name, field: null, customKey: name, labelAt: null, isSkipped: false };
}

function isPreferred({ label }: Value): boolean {
  return label.startsWith('*');
}
