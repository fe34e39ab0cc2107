/** The table of the entries of a file with their outcomes. */
import type { Child } from 'hono/jsx';
import type { EntryReport } from '../../../../core/plugs/exchange/import/import-report.ts';
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { IconName } from '../../components/icon.tsx';
import { Badge, type Tone } from '../../components/marks.tsx';
import { Table } from '../../components/table.tsx';
import { CONTACT_FIELDS, fieldNamed } from '../contacts/contact-fields.ts';
import { contactPath } from '../contacts/paths.ts';
import { REASONS_IN_WORDS } from '../duplicates/reason-labels.ts';

export interface EntryRowsProps {
  entries: EntryReport[];
  /** The values that a preview shows beside the name, by the line. */
  fields?: ReadonlyMap<number, ContactFields | null>;
  /** Whether an interrupted import has imported the entry. */
  isImported?: (entry: EntryReport) => boolean;
}

const OUTCOMES: Record<EntryReport['outcome'], { label: string; icon: IconName; tone?: Tone }> = {
  created: { label: 'New', icon: 'plus', tone: 'success' },
  updated: { label: 'Update', icon: 'pencil', tone: 'info' },
  skipped: { label: 'Skip', icon: 'x' },
  failed: { label: 'Refused', icon: 'circle-alert', tone: 'danger' },
};
const IMPORTED = { label: 'Imported', icon: 'check', tone: 'success' } as const;
/** The number of warnings of one entry that are shown. */
const MAX_WARNINGS = 3;

export function EntryRows({ entries, fields, isImported = () => false }: EntryRowsProps) {
  const columns = ['Name', 'Line', 'Result', ...(fields ? ['E-mail', 'Company'] : []), 'Why'];
  return (
    <Table
      label="Rows"
      columns={columns.map((label) => ({ label }))}
      rows={entries.map((entry) => {
        const { line, name } = entry;
        const known = fields?.get(line);
        const { label, ...mark } = isImported(entry) ? IMPORTED : OUTCOMES[entry.outcome];
        return {
          key: String(line),
          cells: [
            <NameCell entry={entry}>{name || '—'}</NameCell>,
            <span class="muted">
              <span class="visually-hidden">Line </span>
              {line}
            </span>,
            <Badge {...mark}>{label}</Badge>,
            ...(fields ? [<bdi>{known?.email}</bdi>, <bdi>{known?.company}</bdi>] : []),
            <Why entry={entry} />,
          ],
        };
      })}
    />
  );
}

function NameCell({ entry: { id, outcome }, children }: { entry: EntryReport; children: string }) {
  const name = <bdi>{children}</bdi>;
  return id === undefined || outcome === 'failed' ? name : <a href={contactPath(id)}>{name}</a>;
}

/** Why an entry has its outcome, and the values that broke a rule. */
function Why({ entry }: { entry: EntryReport }) {
  const { errors = [], warnings = [] } = entry;
  const more = warnings.length - MAX_WARNINGS;
  return (
    <div class="reason">
      <Reason entry={entry} />
      {[...errors, ...warnings.slice(0, MAX_WARNINGS)].map(({ field, message }) => (
        <p key={field}>
          <bdi>{withLabel(field, message)}</bdi>
        </p>
      ))}
      {more > 0 && <p class="muted">and {more} more</p>}
    </div>
  );
}

/** A message of the API begins with the name of its field. The page shows the label of the field instead. */
function withLabel(field: string, message: string): string {
  const name = fieldNamed(field);
  if (!name || !message.startsWith(`${name} `)) return message;
  return CONTACT_FIELDS[name].label + message.slice(name.length);
}

function Reason({ entry }: { entry: EntryReport }): Child {
  const { outcome, reason, duplicateOf, duplicateOfLine } = entry;
  if (outcome === 'updated') return <p>Empty fields are filled.</p>;
  if (!reason) return null;
  const words = REASONS_IN_WORDS[reason];
  return (
    <p>
      {words.charAt(0).toUpperCase() + words.slice(1)} as{' '}
      {duplicateOfLine !== undefined ? (
        `line ${duplicateOfLine}`
      ) : duplicateOf === undefined ? (
        'another row'
      ) : (
        <a href={contactPath(duplicateOf)}>an existing contact</a>
      )}
    </p>
  );
}
