/** Imports as v1 returns them. */
import {
  countsOf,
  type EntryReport,
  type ImportReport,
} from '../../../../core/plugs/exchange/import/import-report.ts';
import type { ImportPage } from '../../../../core/plugs/exchange/import/list-imports.ts';
import { isoTime } from '../../../../rules/iso-time.ts';
import type { ListedImport } from '../../../../store/plugs/imports/imports.ts';

/** The report of an import or of its preview. */
export function renderImportReport(report: ImportReport) {
  const { importId, format, columns, entries, isComplete } = report;
  return {
    dry_run: importId === null,
    import_id: importId,
    format,
    ...countsOf(report),
    complete: isComplete,
    columns,
    entries: entries.map(renderEntry),
  };
}

/** A page of the list of imports. */
export function renderImports({ imports, nextCursor }: ImportPage) {
  return { items: imports.map(renderListedImport), next_cursor: nextCursor };
}

/** An entry of a report. JSON omits the members whose value is undefined. */
function renderEntry({ duplicateOf, duplicateOfLine, reason, warnings, errors, ...entry }: EntryReport) {
  return {
    ...entry,
    duplicate_of: duplicateOf,
    duplicate_of_line: duplicateOfLine,
    reason,
    warnings,
    errors,
  };
}

function renderListedImport({ id, fileName, createdAtMs, state, counts, undoneBy }: ListedImport) {
  return {
    id,
    file_name: fileName,
    created_at: isoTime(createdAtMs),
    state,
    ...counts,
    undone_by: undoneBy,
  };
}
