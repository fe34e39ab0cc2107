/** The card of the custom data of a contact, with forms that add, change and remove a key. */
import type { FieldProblem } from '../../../../../rules/app-error.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card } from '../../../components/cards.tsx';
import { TextArea, TextField } from '../../../components/fields.tsx';
import { Icon } from '../../../components/icon.tsx';
import { blankForm, type FormState } from '../../../form-state.ts';
import { detailLinkAttributes, EditForm } from '../contact/edit-form.tsx';
import { contactPath, dataPath } from '../paths.ts';
import { kindOfValue, shownData } from './custom-data-form.ts';

/** A key whose value is being edited. */
export interface DataEdit {
  key: string;
  /** The value that the user typed. If it is undefined, the form contains the present value. */
  typed?: string | undefined;
  /** The kind of the typed value. It is used only if the key was removed elsewhere. */
  kind?: string | undefined;
  problems: FieldProblem[];
}

interface DataCardProps {
  plug: PlugRow;
  /** The key whose form is open. */
  edit: DataEdit | null;
  /**
   * A rejected form whose values the form of a new key shows. It was the form of a new key, or of a key that no longer
   * exists.
   */
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

/**
 * The value of a key, with the link that opens its form. A value that is not a text is shown as JSON. The key is in
 * `name`, because JSX reserves the prop `key`.
 */
export function KeyView(props: { plug: PlugRow; name: string; hasFocus?: boolean }) {
  const { plug, name, hasFocus = false } = props;
  const value = plug.customData[name];
  const path = dataPath(plug.id, 'edit_key', name);
  return (
    <dd>
      <span class={kindOfValue(value) === 'text' ? 'value lines' : 'value mono'} dir="auto">
        {shownData(value)}
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

/** The form of the value of a key. The button "Remove" and a blank value remove the key. */
export function KeyForm({ plug, edit }: { plug: PlugRow; edit: DataEdit }) {
  const { key, typed, problems, kind = 'text' } = edit;
  const isPresent = Object.hasOwn(plug.customData, key);
  const present = isPresent ? shownData(plug.customData[key]) : '';
  return (
    <dd>
      <EditForm
        action={`${contactPath(plug.id)}/data`}
        cancelPath={dataPath(plug.id, 'view_key', key)}
        label={key}
        problems={problems}
        hiddenValues={{
          key: JSON.stringify(key),
          kind: isPresent ? kindOfValue(plug.customData[key]) : kind,
          etag: plug.etag,
          ...(isPresent && { old_value: present }),
        }}
      >
        <TextArea
          class="input grow"
          name="value"
          rows={2}
          aria-label={key}
          aria-invalid={problems.length > 0 ? 'true' : undefined}
          aria-describedby={problems.length > 0 ? 'edit-error' : undefined}
          autofocus
          value={typed ?? present}
        />
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
