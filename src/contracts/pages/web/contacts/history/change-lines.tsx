/** The changed fields of one revision, except `FIELDS_WITHOUT_LINE`, with their old and new values. */
import type { FieldChange } from '../../../../../rules/plugs/history/plug-history.ts';
import { CONTACT_FIELDS, type ContactField, fieldNamed } from '../contact-fields.ts';

/** The maximum length of a shown value, in code points. A longer value is cut, and an ellipsis is added. */
const MAX_VALUE_LENGTH = 120;
/** A changed field whose name has this prefix is one key of the custom data. */
const CUSTOM_DATA_PREFIX = 'custom_data.';
/**
 * The fields without a line. Usually the title of the revision states their change, as in "Restored". The undo of a
 * conversion has the title "Edited".
 */
const FIELDS_WITHOUT_LINE = new Set(['plug_type', 'converted_at', 'deleted_at', 'merged_into']);

export function ChangeLines({ changes }: { changes: FieldChange[] }) {
  return (
    <>
      {changes
        .filter(({ field }) => !FIELDS_WITHOUT_LINE.has(field))
        .map(({ field, old: oldValue, new: newValue }) => (
          <p class="change" key={field}>
            <bdi>{labelOf(field)}</bdi>: <OldValue text={textOf(field, oldValue)} /> →{' '}
            <NewValue text={textOf(field, newValue)} />
          </p>
        ))}
    </>
  );
}

function OldValue({ text }: { text: string }) {
  if (!text) return <>empty</>;
  return (
    <del>
      <bdi>{text}</bdi>
    </del>
  );
}

function NewValue({ text }: { text: string }) {
  if (!text) return <ins>empty</ins>;
  return (
    <ins>
      <bdi>{text}</bdi>
    </ins>
  );
}

function labelOf(field: string): string {
  const name = fieldNamed(field);
  if (name) return CONTACT_FIELDS[name].label;
  if (field === 'tags') return 'Tags';
  return field.startsWith(CUSTOM_DATA_PREFIX) ? field.slice(CUSTOM_DATA_PREFIX.length) : field;
}

/** The shown text of a value. It is empty if there is no value. */
function textOf(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return shortened(value.join(', '));
  if (typeof value === 'object') return shortened(JSON.stringify(value));
  const name = fieldNamed(field);
  const { labels }: Partial<ContactField> = name ? CONTACT_FIELDS[name] : {};
  return shortened(labels ? labels.labelOf(String(value)) : String(value));
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > MAX_VALUE_LENGTH ? `${characters.slice(0, MAX_VALUE_LENGTH).join('')}…` : text;
}
