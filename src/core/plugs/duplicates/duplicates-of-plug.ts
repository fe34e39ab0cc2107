/** Finds the duplicates of one stored plug in the batch that reads the plug. */
import type { DuplicateReason } from '../../../rules/plugs/duplicates/duplicate-groups.ts';
import { similarPairs } from '../../../rules/plugs/duplicates/names/similar-pairs.ts';
import { duplicateReasons } from '../../../rules/plugs/duplicates/reason-keys.ts';
import {
  type Colleague,
  colleaguesStatement,
  dismissedOfPlugStatement,
  keyCandidatesStatement,
} from '../../../store/plugs/duplicates/candidates.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';

/** A plug that can be the same person as another plug. */
export type PossibleDuplicate = Pick<PlugRow, 'row' | 'id' | 'firstName' | 'lastName' | 'company'> & {
  reasons: DuplicateReason[];
};

/**
 * The maximum number of plugs that are read as candidates. Some candidates are not duplicates, because different
 * numbers can have the same last digits.
 */
const MAX_CANDIDATES = 20;
/** The maximum number of colleagues (the newest live plugs at the same company) whose names are compared. */
const MAX_COLLEAGUES = 100;

/** Returns the statements that read the candidates, the colleagues and the dismissed plugs, for `duplicatesOfPlug`. */
export function duplicatesOfPlugStatements(owner: number, id: string) {
  return [
    keyCandidatesStatement(owner, id, MAX_CANDIDATES),
    colleaguesStatement(owner, id, MAX_COLLEAGUES),
    dismissedOfPlugStatement(owner, id),
  ] as const;
}

/**
 * Returns the duplicates among the plugs that `duplicatesOfPlugStatements` has read, sorted by the number of reasons,
 * the largest number first. Plugs that the owner has marked as different people are left out.
 */
export function duplicatesOfPlug(
  plug: PlugRow,
  candidates: PlugRow[],
  colleagues: Colleague[],
  dismissed: number[],
): PossibleDuplicate[] {
  const found = new Map<number, PossibleDuplicate>();
  for (const { row, id, firstName, lastName, company, ...others } of candidates) {
    const reasons = duplicateReasons(plug, { ...others, firstName, lastName, company });
    if (reasons.length > 0) found.set(row, { row, id, firstName, lastName, company, reasons });
  }
  for (const { row, id, firstName, lastName, company } of similarColleagues(plug, colleagues)) {
    const reasons = found.get(row)?.reasons ?? [];
    found.set(row, { row, id, firstName, lastName, company, reasons: [...reasons, 'similar_name'] });
  }
  for (const row of dismissed) found.delete(row);
  return [...found.values()].sort((one, other) => other.reasons.length - one.reasons.length);
}

function similarColleagues(plug: PlugRow, colleagues: Colleague[]): Colleague[] {
  const others = colleagues.filter(({ row }) => row !== plug.row);
  const similar = new Set(
    similarPairs([plug, ...others])
      .pairs.filter((pair) => pair.includes(plug.row))
      .flat(),
  );
  return others.filter(({ row }) => similar.has(row));
}
