/** One field of a contact in the list of details: its value with an edit link, or its form. */
import type { FieldProblem } from '../../../../../rules/app-error.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { TextArea } from '../../../components/fields.tsx';
import { Icon } from '../../../components/icon.tsx';
import { PRIORITY_OPTIONS } from '../../../components/marks.tsx';
import { CONTACT_FIELDS, type ContactField, type FieldName } from '../contact-fields.ts';
import { inputAttributes } from '../field-input.ts';
import { fieldText } from '../field-values.ts';
import { contactPath } from '../paths.ts';
import { detailLinkAttributes, EditForm } from './edit-form.tsx';
import { FieldValue } from './field-value.tsx';

/** A field that is being edited. */
export interface FieldEdit {
  name: FieldName;
  /** The value that the user typed. If it is undefined, the form contains the present value. */
  typed?: string | undefined;
  problems: FieldProblem[];
}

interface FieldProps {
  plug: PlugRow;
  name: FieldName;
}

/**
 * The value of a field, with the link that opens its form. `hasFocus` gives the focus to the link after the form was
 * closed.
 */
export function FieldView({ plug, name, hasFocus = false }: FieldProps & { hasFocus?: boolean }) {
  return (
    <dd id={`field-${name}`}>
      <span class="value">
        <FieldValue plug={plug} name={name} />
      </span>
      <a
        class="button quiet icon-button small-button edit"
        href={contactPath(plug.id, name)}
        aria-label={`Edit ${labelInSentence(name)}`}
        autofocus={hasFocus}
        {...detailLinkAttributes(contactPath(plug.id, name))}
      >
        <Icon name="pencil" />
      </a>
    </dd>
  );
}

export function FieldForm({ plug, edit }: { plug: PlugRow; edit: FieldEdit }) {
  const { name, typed, problems } = edit;
  const present = fieldText(plug, name);
  return (
    <dd id={`edit-${name}`}>
      <EditForm
        action={contactPath(plug.id)}
        cancelPath={`${contactPath(plug.id)}?view=${name}`}
        label={labelInSentence(name)}
        problems={problems}
        hiddenValues={{ edit: name, etag: plug.etag, old_value: present }}
      >
        <Control name={name} value={typed ?? present} isInvalid={problems.length > 0} />
      </EditForm>
    </dd>
  );
}

/** The label of a field inside a sentence. It begins with a small letter, except for proper names. */
export function labelInSentence(name: FieldName): string {
  const { label } = CONTACT_FIELDS[name];
  return /^(?:LinkedIn|Telegram)/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function Control({ name, value, isInvalid }: { name: FieldName; value: string; isInvalid: boolean }) {
  const { control, labels }: ContactField = CONTACT_FIELDS[name];
  const commonAttributes = {
    class: 'input grow',
    name,
    'aria-labelledby': `label-${name}`,
    'aria-invalid': isInvalid ? ('true' as const) : undefined,
    'aria-describedby': isInvalid ? 'edit-error' : undefined,
    autofocus: true,
  };
  if (control === 'lines') return <TextArea {...commonAttributes} rows={4} value={value} />;
  if (control === 'priority') {
    return (
      <span class="select grow">
        <select {...commonAttributes}>
          {PRIORITY_OPTIONS.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    );
  }
  const suggestionsId = labels && `types-${name}`;
  return (
    <>
      <input
        {...commonAttributes}
        {...inputAttributes(control)}
        value={value}
        list={suggestionsId}
        dir="auto"
      />
      {labels && (
        <datalist id={suggestionsId}>
          {labels.values.map((each) => (
            <option key={each} value={labels.labelOf(each)} />
          ))}
        </datalist>
      )}
    </>
  );
}
