/** The table of the entries of a file with their outcomes. */
import type { Child } from 'hono/jsx';
import type { EntryReport } from '../../../../core/plugs/exchange/import/import-report.ts';
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { IconName } from '../../components/icon.tsx';
import { Badge, type Tone } from '../../components/marks.tsx';
import { Table } from '../../components/table.tsx';
import { CONTACT_FIELDS, fieldNamed } from '../contacts/contact-fields.ts';
import { contactPath } from '../contacts/paths.ts';
import { reasonLabel } from '../duplicates/reason-labels.ts';

export interface EntryRowsProps {
  entries: EntryReport[];
  /** The fields of each entry by its line. With them, the table also shows the e-mail address and the company. */
  fields?: ReadonlyMap<number, ContactFields | null>;
  /** Returns whether an import that is not complete has already imported the entry. */
  isImported?: (entry: EntryReport) => boolean;
}

const OUTCOMES: Record<EntryReport['outcome'], { label: string; icon: IconName; tone?: Tone }> = {
  created: { label: 'New', icon: 'plus', tone: 'success' },
  updated: { label: 'Update', icon: 'pencil', tone: 'info' },
  skipped: { label: 'Skip', icon: 'x' },
  failed: { label: 'Refused', icon: 'circle-alert', tone: 'danger' },
};
const IMPORTED = { label: 'Imported', icon: 'check', tone: 'success' } as const;
/** The maximum number of warnings that are shown for one entry. */
const MAX_SHOWN_WARNINGS = 3;

export function EntryRows({ entries, fields, isImported = () => false }: EntryRowsProps) {
  const columns = ['Name', 'Line', 'Result', ...(fields ? ['E-mail', 'Company'] : []), 'Why'];
  return (
    <Table
      label="Rows"
      columns={columns.map((label) => ({ label }))}
      rows={entries.map((entry) => {
        const { line, name } = entry;
        const entryFields = fields?.get(line);
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
            ...(fields ? [<bdi>{entryFields?.email}</bdi>, <bdi>{entryFields?.company}</bdi>] : []),
            <Explanation entry={entry} />,
          ],
        };
      })}
    />
  );
}

/** The name of an entry. If the entry was not refused and has a contact, the name is a link to this contact. */
function NameCell({ entry: { id, outcome }, children }: { entry: EntryReport; children: string }) {
  const name = <bdi>{children}</bdi>;
  return id === undefined || outcome === 'failed' ? name : <a href={contactPath(id)}>{name}</a>;
}

/** The reason for the outcome of an entry, its errors, its first warnings, and the number of its other warnings. */
function Explanation({ entry }: { entry: EntryReport }) {
  const { errors = [], warnings = [] } = entry;
  const hiddenCount = warnings.length - MAX_SHOWN_WARNINGS;
  return (
    <div class="reason">
      <Reason entry={entry} />
      {[...errors, ...warnings.slice(0, MAX_SHOWN_WARNINGS)].map(({ field, message }) => (
        <p key={field}>
          <bdi>{withLabel(field, message)}</bdi>
        </p>
      ))}
      {hiddenCount > 0 && <p class="muted">and {hiddenCount} more</p>}
    </div>
  );
}

/** If a message begins with the API name of its field, the label of the field replaces this name. */
function withLabel(field: string, message: string): string {
  const name = fieldNamed(field);
  if (!name || !message.startsWith(`${name} `)) return message;
  return CONTACT_FIELDS[name].label + message.slice(name.length);
}

/** The effect of an update, or the reason for which the entry is a duplicate. Nothing is shown for any other entry. */
function Reason({ entry }: { entry: EntryReport }): Child {
  const { outcome, reason, duplicateOf, duplicateOfLine } = entry;
  if (outcome === 'updated') return <p>Empty fields are filled.</p>;
  if (!reason) return null;
  return (
    <p>
      {reasonLabel(reason)} as{' '}
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
