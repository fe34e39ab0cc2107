/**
 * One page of the imports in the last 90 days, as a table with the state of each import. "Undo" is shown for an import
 * with changes that is not undone yet.
 */
import { beginning } from '../../../../rules/plugs/words.ts';
import type { ListedImport } from '../../../../store/plugs/imports/imports.ts';
import { Card } from '../../components/cards.tsx';
import { formatCount } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Badge } from '../../components/marks.tsx';
import { Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { UNDO_PATH } from '../contacts/write-report.tsx';
import { IMPORT_PATH, importPath } from './paths.ts';

/** The maximum length of a shown file name, without the ellipsis. A stored file name has up to 255 characters. */
const MAX_SHOWN_NAME_LENGTH = 60;

interface ImportListProps {
  imports: ListedImport[];
  timeZone: string;
  nowMs: number;
}

export function ImportList({ imports, timeZone, nowMs }: ImportListProps) {
  return (
    <Card id="imports" title="Imports of the last 90 days">
      <Table
        label="Imports of the last 90 days"
        columns={[
          { label: 'File' },
          { label: 'Time' },
          { label: 'State' },
          { label: 'Contacts' },
          { label: 'Undo' },
        ]}
        rows={imports.map((each) => ({
          key: each.id,
          cells: [
            <a href={importPath(each.id)} title={each.fileName ?? undefined}>
              <bdi>{shortened(each.fileName ?? 'Import over the API')}</bdi>
            </a>,
            <Time atMs={each.createdAtMs} nowMs={nowMs} timeZone={timeZone} />,
            <StateBadge listed={each} />,
            countsInWords(each.counts),
            each.undoneBy === null && hasChanges(each) && (
              <UndoForm
                id={each.id}
                back={IMPORT_PATH}
                label={`Undo the import of ${each.fileName ?? 'a file'}`}
              >
                Undo
              </UndoForm>
            ),
          ],
        }))}
      />
    </Card>
  );
}

/** Cuts a long file name, which then ends with an ellipsis. */
function shortened(name: string): string {
  const shown = beginning(name, MAX_SHOWN_NAME_LENGTH);
  return shown === name ? name : `${shown}…`;
}

export function StateBadge({ listed: { undoneBy, state } }: { listed: ListedImport }) {
  if (undoneBy !== null) return <Badge icon="undo-2">Undone</Badge>;
  if (state === 'partial') return <Badge tone="warning">Not complete</Badge>;
  return <Badge tone="success">Complete</Badge>;
}

/** The form that undoes an import. `back` is the path of the page that shows the report of the undo. */
export function UndoForm(props: { id: string; back: string; label?: string; children: string }) {
  const { id, back, label, children } = props;
  return (
    <form method="post" action={UNDO_PATH}>
      <input type="hidden" name="revision" value={id} />
      <input type="hidden" name="back" value={back} />
      <button class="button small-button" type="submit" aria-label={label}>
        <Icon name="undo-2" />
        {children}
      </button>
    </form>
  );
}

/** Whether an import has created or updated a contact. */
export function hasChanges({ counts: { created, updated } }: ListedImport): boolean {
  return created + updated > 0;
}

/** The numbers that are not 0, as in "118 created, 3 updated, 7 skipped, 2 refused", or "No contacts". */
export function countsInWords({ created, updated, skipped, failed }: ListedImport['counts']): string {
  const counts: [number, string][] = [
    [created, 'created'],
    [updated, 'updated'],
    [skipped, 'skipped'],
    [failed, 'refused'],
  ];
  const nonZero = counts.filter(([count]) => count > 0);
  return nonZero.map(([count, word]) => `${formatCount(count)} ${word}`).join(', ') || 'No contacts';
}
