/** Samples of buttons and form fields with their states. */
import { Section } from '../../components/cards.tsx';
import { CheckField, CodeField, SelectField, TextAreaField, TextField } from '../../components/fields.tsx';
import { Icon } from '../../components/icon.tsx';
import type { FormState } from '../../form-state.ts';

const SAMPLE_FORM: FormState = {
  values: {
    name: 'Søren',
    user: 'mirela',
    mail: 'soren@',
    priority: 'medium',
    note: 'Prefers calls before noon.',
    news: 'on',
  },
  problems: [{ field: 'mail', message: 'Enter a complete address, such as name@example.com.' }],
};
const PRIORITIES = ['low', 'medium', 'high', 'urgent'].map((value) => ({ value, label: value }));

export function FieldSamples() {
  return (
    <>
      <ButtonSamples />
      <Section id="fields" title="Field">
        <form class="stack" method="post" action="/dev/components">
          <div class="grid">
            <TextField name="name" label="First name" form={SAMPLE_FORM} />
            <TextField name="mail" label="E-mail" form={SAMPLE_FORM} input={{ type: 'email' }} />
            <TextField
              name="phone"
              label="Phone"
              form={SAMPLE_FORM}
              isOptional
              hint="Kept as typed."
              input={{ type: 'tel', placeholder: '+385 1 555 0100' }}
            />
            <TextField name="user" label="User name" form={SAMPLE_FORM} input={{ disabled: true }} />
            <SelectField name="priority" label="Priority" form={SAMPLE_FORM} options={PRIORITIES} />
            <TextField name="date" label="Remind me on" form={SAMPLE_FORM} input={{ type: 'date' }} />
            <CodeField name="code" label="6-digit code" form={SAMPLE_FORM} />
            <TextAreaField name="note" label="Notes" form={SAMPLE_FORM} isOptional />
          </div>
          <div class="cluster">
            <CheckField name="news" label="Checked" form={SAMPLE_FORM} />
            <CheckField name="other" label="Not checked" form={SAMPLE_FORM} />
          </div>
        </form>
      </Section>
    </>
  );
}

function ButtonSamples() {
  return (
    <Section id="buttons" title="Button">
      <div class="actions">
        <button class="button primary" type="button" aria-keyshortcuts="n">
          <Icon name="plus" />
          New contact <kbd aria-hidden="true">n</kbd>
        </button>
        <button class="button" type="button">
          Default
        </button>
        <button class="button quiet" type="button">
          Quiet
        </button>
        <button class="button danger" type="button">
          <Icon name="trash-2" />
          Delete
        </button>
        <button class="button small-button" type="button">
          Small
        </button>
        <button class="button icon-button" type="button" aria-label="More">
          <Icon name="ellipsis" />
        </button>
        <button class="button" type="button" disabled>
          Disabled
        </button>
        <button class="button primary" type="button" aria-busy="true">
          Saving
        </button>
        <button class="text-button" type="button">
          Text button
        </button>
      </div>
    </Section>
  );
}
