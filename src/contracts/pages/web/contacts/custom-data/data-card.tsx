/** The custom data of a contact: keys that apps, imports and people chose. Keys can be added, changed and removed. */
import type { FieldProblem } from '../../../../../rules/app-error.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card } from '../../../components/cards.tsx';
import { TextField } from '../../../components/fields.tsx';
import { Icon } from '../../../components/icon.tsx';
import { blankForm, type FormState } from '../../../form-state.ts';
import { detailLinkAttributes, EditForm } from '../contact/edit-form.tsx';
import { contactPath, dataPath } from '../paths.ts';
import { kindOfValue, typedData } from './custom-data-form.ts';

/** A key whose value is being edited. */
export interface DataEdit {
  key: string;
  typed?: string | undefined;
  problems: FieldProblem[];
}

interface DataCardProps {
  plug: PlugRow;
  edit: DataEdit | null;
  /** The rejected form of a new key. */
  rejected: FormState | null;
}

export function DataCard({ plug, edit, rejected }: DataCardProps) {
  const entries = Object.entries(plug.customData);
  return (
    <Card id="data" title="More about this contact">
      <div class="card-body stack">
        {entries.length > 0 && (
          <dl class="details">
            {entries.map(([key]) => (
              <>
                <dt class="long-word">
                  <bdi>{key}</bdi>
                </dt>
                {edit?.key === key ? <KeyForm plug={plug} edit={edit} /> : <KeyView plug={plug} name={key} />}
              </>
            ))}
          </dl>
        )}
        <details open={rejected !== null}>
          <summary>Add a field</summary>
          <form class="stack stack-tight" method="post" action={`${contactPath(plug.id)}/data`}>
            <TextField
              name="key"
              label="Name"
              form={rejected ?? blankForm()}
              input={{ autocomplete: 'off' }}
            />
            <TextField
              name="value"
              label="Value"
              form={rejected ?? blankForm()}
              input={{ autocomplete: 'off' }}
            />
            <div>
              <button class="button" type="submit">
                Add
              </button>
            </div>
          </form>
        </details>
      </div>
    </Card>
  );
}

/** The value of a key. A value that is not a text is shown as JSON. */
export function KeyView(props: { plug: PlugRow; name: string; hasFocus?: boolean }) {
  const { plug, name, hasFocus = false } = props;
  const value = plug.customData[name];
  const path = dataPath(plug.id, 'edit_key', name);
  return (
    <dd>
      <span class={kindOfValue(value) === 'text' ? 'value lines' : 'value mono'} dir="auto">
        {typedData(value)}
      </span>
      <a
        class="button quiet icon-button small-button edit"
        href={path}
        aria-label={`Edit ${name}`}
        autofocus={hasFocus}
        {...detailLinkAttributes(path)}
      >
        <Icon name="pencil" />
      </a>
    </dd>
  );
}

/** The form of a key. A blank value removes the key. */
export function KeyForm({ plug, edit }: { plug: PlugRow; edit: DataEdit }) {
  const { key, typed, problems } = edit;
  const value = plug.customData[key];
  return (
    <dd>
      <EditForm
        action={`${contactPath(plug.id)}/data`}
        cancel={dataPath(plug.id, 'view_key', key)}
        label={key}
        problems={problems}
        hidden={{ key, kind: kindOfValue(value), etag: plug.etag, old_value: typedData(value) }}
      >
        <textarea
          class="input grow"
          name="value"
          rows={2}
          aria-label={key}
          aria-invalid={problems.length > 0 ? 'true' : undefined}
          aria-describedby={problems.length > 0 ? 'edit-error' : undefined}
          autofocus
        >
          {typed ?? typedData(value)}
        </textarea>
        <button
          type="submit"
          class="button icon-button small-button danger"
          name="remove"
          value="on"
          aria-label={`Remove ${key}`}
        >
          <Icon name="trash-2" />
        </button>
      </EditForm>
    </dd>
  );
}
