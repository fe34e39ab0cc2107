/** The list of all fields of a contact. The form of a field replaces the value of this field in the list. */
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card, CardBody } from '../../../components/cards.tsx';
import { CONTACT_FIELDS, FIELD_NAMES } from '../contact-fields.ts';
import { type FieldEdit, FieldForm, FieldView } from './field-row.tsx';

/** `edit` is the field whose form is open. */
export function DetailsCard({ plug, edit }: { plug: PlugRow; edit: FieldEdit | null }) {
  return (
    <Card id="details" title="Details">
      <CardBody>
        <dl class="details">
          {FIELD_NAMES.map((name) => (
            <>
              <dt id={`label-${name}`}>{CONTACT_FIELDS[name].label}</dt>
              {edit?.name === name ? (
                <FieldForm plug={plug} edit={edit} />
              ) : (
                <FieldView plug={plug} name={name} />
              )}
            </>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
