/**
 * The parts of a preview that depend on the choices: the counts, a remark, the rows, and the buttons that import or
 * discard the file.
 */

import { countsOf, type EntryReport } from '../../../../core/plugs/exchange/import/import-report.ts';
import type { FilePreview } from '../../../../core/plugs/exchange/import-file/preview-import-file.ts';
import { Card } from '../../components/cards.tsx';
import { Stats } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Flash } from '../../components/messages.tsx';
import { contactsInWords } from '../contacts/write-report.tsx';
import { EntryRows } from './entry-rows.tsx';
import { lineRangesInWords } from './line-ranges.ts';
import { filePath } from './paths.ts';
import { shownEntries } from './shown-entries.ts';

/** From this number of contacts on, the page states that the import can take up to a minute. */
const MANY_CONTACTS = 500;

/** The number of rows for each outcome. */
export function OutcomeCounts({ preview: { report } }: { preview: FilePreview }) {
  const { created, updated, skipped, failed } = countsOf(report);
  return (
    <div id="counts">
      <Stats
        stats={[
          { label: 'New', value: created, remark: 'will be created' },
          { label: 'Update', value: updated, remark: 'empty fields filled' },
          { label: 'Skip', value: skipped, remark: 'already here' },
          { label: 'Refused', value: failed, remark: 'cannot be imported' },
        ]}
      />
    </div>
  );
}

/** The remark, the buttons and the shown rows. htmx replaces this part after a change of a choice. */
export function Outcomes({ preview }: { preview: FilePreview }) {
  const { report, contacts, file } = preview;
  const { shown, remark } = shownEntries(report.entries);
  const fields = new Map(contacts.entries.map((entry) => [entry.line, entry.fields]));
  const isImported = (entry: EntryReport) => isWritten(preview, entry);
  const importCount = report.entries.filter((entry) => isImportable(entry) && !isImported(entry)).length;
  return (
    <div class="stack" id="outcomes">
      <Remarks preview={preview} importCount={importCount} />
      <div class="actions">
        {(importCount > 0 || preview.written !== null) && (
          <button class="button primary" type="submit">
            <Icon name="upload" />
            {preview.written ? 'Complete the import' : `Import ${contactsInWords(importCount)}`}
          </button>
        )}
        <button class="button" type="submit" formaction={`${filePath(file.id)}/cancel`} formnovalidate>
          Discard the file
        </button>
        {importCount >= MANY_CONTACTS && (
          <span class="muted small">
            {contactsInWords(importCount)} take up to a minute. Keep this page open until the result appears.
          </span>
        )}
      </div>
      {shown.length > 0 && (
        <Card id="rows" title="Rows" lead={remark}>
          <EntryRows entries={shown} fields={fields} isImported={isImported} />
        </Card>
      )}
    </div>
  );
}

/**
 * A remark about the file: its import has begun but is not complete, the file is empty, no row can be read as a
 * contact, or no row is to be imported. Otherwise nothing is shown.
 */
function Remarks({ preview, importCount }: { preview: FilePreview; importCount: number }) {
  const { report, written, contacts } = preview;
  const { entries } = report;
  if (written !== null) {
    const ranges = lineRangesInWords(
      entries.map((entry) => ({ line: entry.line, isImported: isWritten(preview, entry) })),
    );
    return (
      <Flash tone="warning">
        <b>The import of this file is not complete.</b> It was interrupted, or it is still running.{' '}
        {ranges === '' ? 'No line is imported.' : `Imported: ${ranges}.`}{' '}
        {importCount === 0
          ? 'Nothing is missing.'
          : `${contactsInWords(importCount)} ${importCount === 1 ? 'is' : 'are'} missing.`}{' '}
        Complete the import with the same choices.
      </Flash>
    );
  }
  if (entries.length === 0) return <Flash tone="info">The file has no contacts.</Flash>;
  const isUnrecognised = contacts.entries.every(({ fields }) => fields === null);
  if (isUnrecognised) {
    return (
      <Flash tone="warning">
        <b>No row has a name, a company, an e-mail address or a number.</b>{' '}
        {Object.keys(contacts.columns).length > 0 && 'Choose above what the columns are.'}
      </Flash>
    );
  }
  return importCount === 0 ? <Flash tone="info">There is nothing to import: no row is new.</Flash> : null;
}

function isImportable({ outcome }: EntryReport): boolean {
  return outcome === 'created' || outcome === 'updated';
}

/** Whether an import that is not complete has already written the contact of an entry. */
function isWritten({ written }: FilePreview, { id }: EntryReport): boolean {
  return id !== undefined && written?.has(id) === true;
}
