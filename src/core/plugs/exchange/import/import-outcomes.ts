/** The outcomes of the entries of an import, collected while the import runs. */
import type { FieldProblem } from '../../../../rules/app-error.ts';
import { fullName, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import type { FileEntry } from '../read-contact-file.ts';
import type { ImportEntry } from './import-entry.ts';
import type { EntryReport } from './import-report.ts';
import type { PlannedCreate, PlannedSkip, RepeatedEntry } from './plan-entries.ts';

const INTERRUPTED_PROBLEM: FieldProblem = {
  field: 'file',
  message: 'The import was interrupted before this entry. Send the file again',
};

export class ImportOutcomes {
  #reports = new Map<number, EntryReport>();
  /** The lines of the entries that created a plug before an interruption, by the id of the plug. */
  #createdLines = new Map<string, number>();
  /** The plugs that this import wrote before an interruption, by id. The value is true if it created the plug. */
  readonly #writtenBefore: ReadonlyMap<string, boolean>;

  constructor(entries: readonly FileEntry[], writtenBefore: ReadonlyMap<string, boolean>) {
    this.#writtenBefore = writtenBefore;
    for (const { line, fields, warnings, errors } of entries) {
      if (!fields) this.#reports.set(line, { line, outcome: 'failed', errors, ...warningsOf(warnings) });
    }
  }

  has({ line }: ImportEntry): boolean {
    return this.#reports.has(line);
  }

  /**
   * Adds the outcome of the entry that creates a plug, and the outcomes of the other entries that describe the same
   * person. In a preview, these outcomes have no ids.
   */
  addCreated({ entry, plug, repeatedEntries }: PlannedCreate, { isDryRun }: { isDryRun: boolean }): void {
    const id = isDryRun ? undefined : plug.id;
    this.#add(entry, { outcome: 'created', id });
    for (const each of repeatedEntries) this.#addRepeatedEntry(each, { id, line: entry.line });
  }

  /**
   * Adds the outcome of an entry that describes the same person as a stored plug. If this import wrote the plug before
   * an interruption, the outcome is that the plug was updated, or that the first entry for this plug created it. A
   * further entry for a created plug is skipped.
   */
  addSkipped({ entry, plugId, reason }: Omit<PlannedSkip, 'kind'>): void {
    const isCreated = this.#writtenBefore.get(plugId);
    const createdLine = this.#createdLines.get(plugId);
    if (isCreated === undefined) {
      this.#add(entry, { outcome: 'skipped', duplicateOf: plugId, reason });
    } else if (!isCreated) {
      this.#add(entry, { outcome: 'updated', id: plugId });
    } else if (createdLine !== undefined) {
      this.#add(entry, { outcome: 'skipped', duplicateOf: plugId, duplicateOfLine: createdLine, reason });
    } else {
      this.#createdLines.set(plugId, entry.line);
      this.#add(entry, { outcome: 'created', id: plugId });
    }
  }

  addUpdated(entry: ImportEntry, id: string): void {
    this.#add(entry, { outcome: 'updated', id });
  }

  addFailed(entry: ImportEntry, errors: FieldProblem[]): void {
    this.#add(entry, { outcome: 'failed', errors });
  }

  /**
   * Returns the outcomes in the order of the lines. An entry without an outcome was not processed, so it first gets the
   * outcome `failed`.
   */
  reports(entries: readonly ImportEntry[]): EntryReport[] {
    for (const entry of entries) if (!this.has(entry)) this.addFailed(entry, [INTERRUPTED_PROBLEM]);
    return [...this.#reports.values()].sort((one, other) => one.line - other.line);
  }

  /**
   * Returns a copy. The batch that writes a chunk also stores the report. This report is computed from a copy, because
   * the batch can fail, and because `reports` adds outcomes.
   */
  copy(): ImportOutcomes {
    const copy = new ImportOutcomes([], this.#writtenBefore);
    copy.#reports = new Map(this.#reports);
    copy.#createdLines = new Map(this.#createdLines);
    return copy;
  }

  #addRepeatedEntry(
    { entry, reason, fillsField }: RepeatedEntry,
    first: { id: string | undefined; line: number },
  ): void {
    if (fillsField) this.#add(entry, { outcome: 'updated', id: first.id });
    else this.#add(entry, { outcome: 'skipped', duplicateOf: first.id, duplicateOfLine: first.line, reason });
  }

  #add(entry: ImportEntry, outcome: Omit<EntryReport, 'line'>): void {
    const name = fullName(plugFieldsFrom(entry.fields));
    this.#reports.set(entry.line, { line: entry.line, name, ...outcome, ...warningsOf(entry.warnings) });
  }
}

function warningsOf(warnings: EntryReport['warnings'] & object) {
  return warnings.length > 0 ? { warnings } : {};
}
