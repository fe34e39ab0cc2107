/** The editor of a passage. Each button sends the form, so that the editor works without a script. */
import type { Child } from 'hono/jsx';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { DIFFICULTIES } from '../../../../store/reading/schema.ts';
import { CardBody } from '../../components/cards.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/fields.tsx';
import { Icon } from '../../components/icon.tsx';
import { FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { AdminPage } from '../layout.tsx';
import { PASSAGES_PATH } from './list.tsx';
import { questionCount, questionField } from './passage-form.ts';

interface EditorPageProps {
  administrator: AccountRow;
  form: FormState;
  /** The id of the passage; null for a new passage. */
  id: string | null;
  /** The preview of the passage. It is present if the button "Preview" sent the form. */
  preview?: Child;
}

export function EditorPage({ administrator, form, id, preview }: EditorPageProps) {
  const { values } = form;
  const path = id === null ? `${PASSAGES_PATH}/new` : `${PASSAGES_PATH}/${id}`;
  const title = id === null ? 'New passage' : <bdi>{values.title || 'Passage'}</bdi>;
  return (
    <AdminPage
      administrator={administrator}
      current={PASSAGES_PATH}
      parent={{ href: PASSAGES_PATH, label: 'Passages' }}
      title={title}
      actions={id !== null && <DeleteLink path={path} />}
      isMedium
    >
      <div class="stack">
        <FormMessages form={form} />
        {preview}
        <form class="stack" method="post" action={path}>
          {/* The Enter key presses the first button of a form. This hidden button saves the passage. */}
          <button
            class="visually-hidden"
            type="submit"
            name="action"
            value="save"
            tabindex={-1}
            aria-hidden="true"
          >
            Save
          </button>
          <PassageFields form={form} />
          {Array.from({ length: questionCount(values) }, (_, at) => (
            <QuestionFields key={at} at={at} form={form} />
          ))}
          <Buttons />
        </form>
      </div>
    </AdminPage>
  );
}

function DeleteLink({ path }: { path: string }) {
  return (
    <a class="button danger" href={`${path}/delete`}>
      <Icon name="trash-2" />
      Delete
    </a>
  );
}

function PassageFields({ form }: { form: FormState }) {
  return (
    <section class="card" aria-labelledby="passage">
      <div class="card-header">
        <h2 id="passage">Text</h2>
      </div>
      <CardBody>
        <input type="hidden" name="question_count" value={String(questionCount(form.values))} />
        <TextField name="title" label="Title" form={form} input={{ required: true }} />
        <div class="grid">
          <SelectField
            name="difficulty"
            label="Difficulty"
            form={form}
            options={DIFFICULTIES.map((value) => ({ value, label: value }))}
          />
          <SelectField
            name="tier"
            label="Tier"
            form={form}
            options={[
              { value: 'free', label: 'Free' },
              { value: 'premium', label: 'Premium' },
            ]}
          />
        </div>
        <TextAreaField
          name="content"
          label="Text"
          form={form}
          rows={14}
          hint="An empty line separates two paragraphs."
        />
      </CardBody>
    </section>
  );
}

function QuestionFields({ at, form }: { at: number; form: FormState }) {
  const heading = `question-${at + 1}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <div class="card-header">
        <h2 id={heading}>Question {at + 1}</h2>
        <button
          class="button small-button quiet danger"
          type="submit"
          name="action"
          value={`remove-${at}`}
          formnovalidate
          aria-label={`Remove question ${at + 1}`}
        >
          <Icon name="trash-2" />
          Remove
        </button>
      </div>
      <CardBody>
        <input
          type="hidden"
          name={questionField(at, 'id')}
          value={form.values[questionField(at, 'id')] ?? ''}
        />
        <TextField name={questionField(at, 'text')} label="Question" form={form} />
        <TextAreaField
          name={questionField(at, 'options')}
          label="Options"
          form={form}
          rows={4}
          hint="One option on each line, 2 to 10 options."
        />
        <TextField
          name={questionField(at, 'correct')}
          label="Correct option"
          form={form}
          hint="The number of the correct option, from 1."
          input={{ inputmode: 'numeric', maxlength: 2 }}
        />
        <TextAreaField name={questionField(at, 'explanation')} label="Explanation" form={form} isOptional />
      </CardBody>
    </section>
  );
}

function Buttons() {
  return (
    <div class="cluster">
      <button class="button" type="submit" name="action" value="add" formnovalidate>
        <Icon name="plus" />
        Add a question
      </button>
      <button class="button" type="submit" name="action" value="preview" formnovalidate>
        <Icon name="eye" />
        Preview
      </button>
      <button class="button primary push-end" type="submit" name="action" value="save">
        Save
      </button>
    </div>
  );
}
