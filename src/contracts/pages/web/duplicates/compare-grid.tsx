/** The contacts of a group side by side, with a choice for each field in which they differ. */
import type { Child } from 'hono/jsx';
import { fullName } from '../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { Avatar } from '../../components/marks.tsx';
import { Time } from '../../components/time.tsx';
import { DateText } from '../contacts/contact/date-text.tsx';
import type { FieldName } from '../contacts/contact-fields.ts';
import { type ComparedField, comparedFields, proposedWinner } from './compared-fields.ts';

/** The largest number of contacts that have a column each. The values of more contacts are listed below each other. */
const MAX_COLUMNS = 3;
/** The maximum length of a shown value, in characters. The page of the contact shows the whole value. */
const MAX_SHOWN = 160;

interface CompareGridProps {
  /** A text that is unique on the page, for the ids of the labels. */
  id: string;
  plugs: PlugRow[];
  nowMs: number;
  timeZone: string;
}

export function CompareGrid({ id, plugs, nowMs, timeZone }: CompareGridProps) {
  const winner = proposedWinner(plugs);
  const isWide = plugs.length > MAX_COLUMNS;
  return (
    <div
      class="compare"
      data-people={isWide ? 'many' : plugs.length}
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
          <PersonOf plug={plug}>
            <Time atMs={plug.updatedAtMs} nowMs={nowMs} timeZone={timeZone} />
          </PersonOf>
        </label>
      ))}
      {comparedFields(plugs).map((field) => (
        <>
          <span class="compare-label" id={`${id}-${field.name}`}>
            {field.label}
          </span>
          <Values id={id} field={field} plugs={plugs} winner={winner} isWide={isWide} />
        </>
      ))}
    </div>
  );
}

function PersonOf({ plug, children }: { plug: PlugRow; children: Child }) {
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
  winner: PlugRow | undefined;
  isWide: boolean;
}

function Values({ id, field: { name, kind, values }, plugs, winner, isWide }: ValuesProps) {
  if (kind === 'same') {
    return (
      <span class="compare-same">
        <ShownValue name={name} value={values[0] ?? ''} />
      </span>
    );
  }
  // In one column, each different value is listed once.
  const shown = plugs
    .map((plug, at) => ({ plug, value: values[at] ?? '' }))
    .filter(({ value }, at) => !isWide || (value !== '' && values.indexOf(value) === at));
  const main = winner ? values[plugs.indexOf(winner)] : '';
  const chosen =
    shown.find(({ value }) => value !== '' && value === main) ?? shown.find(({ value }) => value !== '');
  return (
    <>
      {shown.map((each) => {
        const { plug, value } = each;
        if (value === '') return <span class="muted">Empty</span>;
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
            <ShownValue name={name} value={value} />
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

/** Cuts a long text. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN - 1).join('')}…` : text;
}
