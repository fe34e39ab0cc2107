/** Selects the entries of an import that a page shows, because a page with 5,000 rows would be too large. */
import type { EntryReport } from '../../../../core/plugs/exchange/import/import-report.ts';
import { formatCount } from '../../components/figures.tsx';

/** The maximum number of shown entries that were refused or have warnings. */
const MAX_PROBLEMS = 150;
/** The maximum number of other shown entries for each outcome. */
const MAX_PER_OUTCOME = 50;

export interface ShownEntries {
  shown: EntryReport[];
  /** A text that states which entries are shown. It is empty if no entry is left out because of a maximum number. */
  remark: string;
}

/** Returns the first entries that were refused or have warnings, and the first other entries of each outcome. */
export function shownEntries(entries: EntryReport[]): ShownEntries {
  const problems = entries.filter(hasProblem);
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  const otherEntries = entries.filter((entry) => {
    if (hasProblem(entry)) return false;
    counts[entry.outcome] += 1;
    return counts[entry.outcome] <= MAX_PER_OUTCOME;
  });
  const shown = [...problems.slice(0, MAX_PROBLEMS), ...otherEntries].sort(
    (one, other) => one.line - other.line,
  );
  return { shown, remark: remarkOf(shown.length, entries.length, problems.length) };
}

/** Returns the first entries that were refused or have warnings. */
export function shownProblems(entries: EntryReport[]): ShownEntries {
  const problems = entries.filter(hasProblem);
  const shown = problems.slice(0, MAX_PROBLEMS);
  const remark =
    problems.length > MAX_PROBLEMS ? `The first ${MAX_PROBLEMS} of ${formatCount(problems.length)}.` : '';
  return { shown, remark };
}

function hasProblem({ outcome, warnings = [] }: EntryReport): boolean {
  return outcome === 'failed' || warnings.length > 0;
}

function remarkOf(shownCount: number, totalCount: number, problemCount: number): string {
  if (shownCount === totalCount) return '';
  const rows =
    problemCount > MAX_PROBLEMS
      ? `the first ${MAX_PROBLEMS} of ${formatCount(problemCount)} refused rows and rows with warnings`
      : 'all refused rows and rows with warnings';
  return `${formatCount(shownCount)} of ${formatCount(totalCount)} rows: ${rows}, and the first ${MAX_PER_OUTCOME} of each other result.`;
}
