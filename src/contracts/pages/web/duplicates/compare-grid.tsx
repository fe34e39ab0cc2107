/**
 * Compares the contacts of a group of duplicates. A field with several different values has a choice, except notes,
 * which a merge joins.
 */
import type { Child } from 'hono/jsx';
import { fullName } from '../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { Avatar } from '../../components/marks.tsx';
import { Time } from '../../components/time.tsx';
import { DateText } from '../contacts/contact/date-text.tsx';
import type { FieldName } from '../contacts/contact-fields.ts';
import { type ComparedField, comparedFields, proposedWinner } from './compared-fields.ts';

/**
 * The maximum number of contacts that are shown in columns. If a group has more contacts, their values are listed below
 * each other.
 */
const MAX_COLUMNS = 3;
/** The maximum length of a shown value, in code points. The page of the contact shows the whole value. */
const MAX_VALUE_LENGTH = 160;

interface CompareGridProps {
  /** A text that is unique on the page, for the ids of the labels. */
  id: string;
  plugs: PlugRow[];
  nowMs: number;
  timeZone: string;
}

export function CompareGrid({ id, plugs, nowMs, timeZone }: CompareGridProps) {
  const winner = proposedWinner(plugs);
  const isStacked = plugs.length > MAX_COLUMNS;
  return (
    <div
      class="compare"
      data-people={isStacked ? 'many' : plugs.length}
      role="group"
      aria-label="Choose the values to keep"
    >
      <span class="compare-label" id={`${id}-winner`}>
        Keep as main
      </span>
      {plugs.map((plug) => (
        <label key={plug.id}>
          <input
            type="radio"
            name="winner"
            value={plug.id}
            checked={plug === winner}
            aria-describedby={`${id}-winner`}
          />
          <ContactSummary plug={plug}>
            <Time atMs={plug.updatedAtMs} nowMs={nowMs} timeZone={timeZone} />
          </ContactSummary>
        </label>
      ))}
      {(winner ? comparedFields(plugs, winner) : []).map((field) => (
        <>
          <span class="compare-label" id={`${id}-${field.name}`}>
            {field.label}
          </span>
          <Values id={id} field={field} plugs={plugs} isStacked={isStacked} />
        </>
      ))}
    </div>
  );
}

/** The name and the type of a contact. The child is the time of its last change. */
function ContactSummary({ plug, children }: { plug: PlugRow; children: Child }) {
  const name = fullName(plug);
  return (
    <span class="person">
      <Avatar id={plug.id} name={name} />
      <span>
        <span class="person-name">
          <bdi>{cut(name)}</bdi>
        </span>
        <span class="person-detail">
          {plug.plugType === 'contact' ? 'Contact' : 'Target'} · updated {children}
        </span>
      </span>
    </span>
  );
}

interface ValuesProps {
  id: string;
  field: ComparedField;
  plugs: PlugRow[];
  isStacked: boolean;
}

/**
 * The values of one field. If the merged contact can have only one of them, each value has a radio button. At first, the
 * value that the merge keeps without a choice is chosen, or the first value if no contact has this value in this field.
 */
function Values({ id, field, plugs, isStacked }: ValuesProps) {
  const { name, kind, values, merged, canBeEmpty } = field;
  if (kind === 'same') {
    return (
      <span class="compare-same">
        <ShownValue name={name} value={values[0] ?? ''} />
      </span>
    );
  }
  const isOption = (value: string) => value !== '' || canBeEmpty;
  // If the values are listed below each other, equal values are listed once, and an empty value only if it can be chosen.
  const shown = plugs
    .map((plug, at) => ({ plug, value: values[at] ?? '' }))
    .filter(({ value }, at) => !isStacked || (isOption(value) && values.indexOf(value) === at));
  const choices = shown.filter(({ value }) => isOption(value));
  const chosen = choices.find(({ value }) => value === merged) ?? choices.find(({ value }) => value !== '');
  return (
    <>
      {shown.map((each) => {
        const { plug, value } = each;
        if (!isOption(value)) return <span class="muted">Empty</span>;
        if (kind === 'union') {
          return (
            <span>
              <ShownValue name={name} value={value} />
            </span>
          );
        }
        return (
          <label key={plug.id}>
            <input
              type="radio"
              name={`pick_${name}`}
              value={plug.id}
              checked={each === chosen}
              aria-describedby={`${id}-${name}`}
            />
            {value === '' ? <span class="muted">Empty</span> : <ShownValue name={name} value={value} />}
          </label>
        );
      })}
    </>
  );
}

function ShownValue({ name, value }: { name: FieldName; value: string }) {
  if (name === 'birthday' || name === 'met_at') return <DateText date={value} />;
  return <bdi>{cut(value)}</bdi>;
}

/** Cuts a long text, which then ends with an ellipsis. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length > MAX_VALUE_LENGTH
    ? `${characters.slice(0, MAX_VALUE_LENGTH - 1).join('')}…`
    : text;
}
