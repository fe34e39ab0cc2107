/**
 * The third step of an import: the counts, and the first rows that were refused or have warnings, if the report is
 * stored. "Undo" is shown if the import has changes and is not undone yet.
 */
import type { ImportRead } from '../../../../core/plugs/exchange/import-file/read-imports.ts';
import { Card } from '../../components/cards.tsx';
import { Flash } from '../../components/messages.tsx';
import { Time } from '../../components/time.tsx';
import { listPath } from '../contacts/list/list-state.ts';
import { contactsInWords, type Report, ReportToast } from '../contacts/write-report.tsx';
import { EntryRows } from './entry-rows.tsx';
import { countsInWords, hasChanges, UndoForm } from './import-list.tsx';
import { ImportPage } from './import-page.tsx';
import { filePath, IMPORT_PATH, importPath } from './paths.ts';
import { shownProblems } from './shown-entries.ts';

interface ResultPageProps {
  read: ImportRead;
  /** The report of the write before this page, which is shown as a toast. */
  writeReport: Report | null;
  nowMs: number;
}

export function ResultPage({ read, writeReport, nowMs }: ResultPageProps) {
  const { account, listed, report } = read;
  const path = importPath(listed.id);
  const problems = report ? shownProblems(report.entries) : null;
  return (
    <ImportPage account={account} step="Done" toast={<ReportToast report={writeReport} path={path} />}>
      <ResultFlash read={read} />
      <p class="muted">
        Imported <Time atMs={listed.createdAtMs} nowMs={nowMs} timeZone={account.timeZone} />.
      </p>
      {problems && problems.shown.length > 0 && (
        <Card
          id="rows"
          title="Rows to check"
          lead={`Refused rows were not imported. A value that breaks a rule is kept in the own fields or the notes of its contact. ${problems.remark}`}
        >
          <EntryRows entries={problems.shown} />
        </Card>
      )}
      <div class="actions">
        <a class="button" href={IMPORT_PATH}>
          Import another file
        </a>
      </div>
    </ImportPage>
  );
}

function ResultFlash({ read: { listed, waiting } }: { read: ImportRead }) {
  const { id, counts, state, undoneBy } = listed;
  const name = <bdi>{listed.fileName ?? 'a file'}</bdi>;
  if (undoneBy !== null) {
    return (
      <Flash tone="info">
        <b>The import of {name} is undone.</b> Result of the import: {countsInWords(counts)}.
      </Flash>
    );
  }
  const imported = counts.created + counts.updated;
  const action = (
    <div class="actions">
      {state === 'partial' && waiting && (
        <a class="button small-button" href={filePath(waiting.id)}>
          Complete the import
        </a>
      )}
      {hasChanges(listed) && (
        <>
          <a class="button small-button" href={listPath({ sort: '-updated_at' })}>
            Show contacts
          </a>
          <UndoForm id={id} back={importPath(id)}>
            Undo import
          </UndoForm>
        </>
      )}
    </div>
  );
  if (state === 'partial') {
    return (
      <Flash tone="warning" action={action}>
        <b>The import of {name} is not complete.</b> It was interrupted, or it is still running. So far:{' '}
        {countsInWords(counts)}.{' '}
        {!waiting &&
          'Import the file again to complete it. The contacts that are imported already are skipped.'}
      </Flash>
    );
  }
  return (
    <Flash tone="success" action={action}>
      <b>{contactsInWords(imported)} imported</b> from {name}: {countsInWords(counts)}.
    </Flash>
  );
}
