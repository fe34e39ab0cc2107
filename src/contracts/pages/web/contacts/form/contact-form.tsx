/** The form with all `CONTACT_FIELDS`. It adds a contact or edits a contact. */
import type { Child } from 'hono/jsx';
import { Card, CardBody, CardFooter } from '../../../components/cards.tsx';
import { SelectField, TextAreaField, TextField } from '../../../components/fields.tsx';
import { PRIORITY_OPTIONS } from '../../../components/marks.tsx';
import { FormMessages } from '../../../components/messages.tsx';
import type { FormState } from '../../../form-state.ts';
import { CONTACT_FIELDS, type ContactField, type FieldName } from '../contact-fields.ts';
import { inputAttributes } from '../field-input.ts';

interface ContactFormProps {
  form: FormState;
  /** The path to which the form is sent. */
  action: string;
  /** The hidden inputs: values by name. */
  hiddenValues: Record<string, string>;
  /** The label of the button that sends the form. */
  buttonLabel: string;
  /** The path of the page that "Cancel" opens. */
  cancelPath: string;
  /** A message before the fields, such as the possible duplicates. */
  notice?: Child;
  /** An additional field at the end of the group "About". */
  extraField?: Child;
  /** The htmx attributes of the fields whose change requests the possible duplicates. */
  duplicateCheck?: Record<string, string>;
}

const GROUPS: { id: string; title: string; names: FieldName[] }[] = [
  { id: 'person', title: 'Person', names: ['first_name', 'last_name', 'company', 'job_title'] },
  {
    id: 'reach',
    title: 'Ways to reach',
    names: [
      ...(['email', 'primary_number', 'secondary_number', 'linkedin_url'] as const),
      ...(['telegram_username', 'telegram_user_id'] as const),
    ],
  },
  {
    id: 'about',
    title: 'About',
    names: [
      ...([
        'priority',
        'network_type',
        'business_type',
        'hubspot_pipeline_stage',
        'met_at',
        'met_where',
      ] as const),
      ...(['birthday', 'profile_picture'] as const),
    ],
  },
  { id: 'texts', title: 'Notes', names: ['connect_reason', 'notes'] },
];
/** The fields whose change requests the possible duplicates of a new contact. */
const DUPLICATE_CHECK_FIELDS = new Set<FieldName>([
  ...(['first_name', 'last_name', 'company', 'email', 'primary_number', 'secondary_number'] as const),
  ...(['linkedin_url', 'telegram_username', 'telegram_user_id'] as const),
]);

export function ContactForm(props: ContactFormProps) {
  const {
    form,
    action,
    hiddenValues,
    buttonLabel,
    cancelPath,
    notice,
    extraField,
    duplicateCheck = {},
  } = props;
  return (
    <div class="stack">
      <FormMessages form={form} />
      <form class="stack" method="post" action={action}>
        {notice}
        {Object.entries(hiddenValues).map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
        {GROUPS.map(({ id, title, names }) => (
          <Card key={id} id={id} title={title}>
            <CardBody>
              <div class={id === 'texts' ? 'grid grid-wide' : 'grid'}>
                {names.map((name) => (
                  <ContactFormField
                    key={name}
                    name={name}
                    form={form}
                    attributes={DUPLICATE_CHECK_FIELDS.has(name) ? duplicateCheck : {}}
                  />
                ))}
                {id === 'about' && extraField}
              </div>
            </CardBody>
            {id === 'texts' && (
              <CardFooter>
                <button class="button primary" type="submit">
                  {buttonLabel}
                </button>
                <a class="button" href={cancelPath} aria-keyshortcuts="Escape">
                  Cancel
                </a>
              </CardFooter>
            )}
          </Card>
        ))}
      </form>
    </div>
  );
}

interface FieldProps {
  name: FieldName;
  form: FormState;
  /** Additional attributes of an input of one line. */
  attributes: Record<string, string>;
}

function ContactFormField({ name, form, attributes }: FieldProps) {
  const { label, control, hint, labels }: ContactField = CONTACT_FIELDS[name];
  if (control === 'lines') return <TextAreaField name={name} label={label} form={form} rows={3} />;
  if (control === 'priority') {
    return <SelectField name={name} label={label} form={form} options={PRIORITY_OPTIONS} />;
  }
  const suggestionsId = labels && `types-${name}`;
  return (
    <>
      <TextField
        name={name}
        label={label}
        form={form}
        input={{ ...inputAttributes(control), ...attributes, list: suggestionsId, dir: 'auto' }}
        {...(hint && { hint })}
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
