/** Groups plugs that can be the same person. Pure. */
import { EXACT_REASONS } from './reason-keys.ts';

/** `similar_name` is only suggested. The other reasons mean that two plugs have a common key. */
export const DUPLICATE_REASONS = [...EXACT_REASONS, 'similar_name'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** The row numbers of two plugs. */
export type PlugPair = [number, number];

/** Plugs that can be the same person for one reason. */
export interface RelatedPlugs {
  reason: DuplicateReason;
  rows: number[];
}

export interface DuplicateGroup {
  /** In the order of `DUPLICATE_REASONS`. */
  reasons: DuplicateReason[];
  /** The row numbers of the plugs, in ascending order. */
  rows: number[];
}

/**
 * Returns the connected components: two plugs are in one group if a chain of reasons connects them. A dismissed pair is
 * not a connection. Groups with an exact reason precede groups that have only similar names. Otherwise, the groups are
 * sorted by the row number of their oldest plug in descending order.
 */
export function duplicateGroups(
  related: readonly RelatedPlugs[],
  dismissed: readonly PlugPair[],
): DuplicateGroup[] {
  const dismissedPairs = new DismissedPairs(dismissed);
  const links = related.flatMap(({ reason, rows }) =>
    dismissedPairs.split(rows).flatMap((part) => (part.length > 1 ? [{ reason, rows: part }] : [])),
  );
  const roots = new Map<number, number>();
  for (const { rows } of links) for (const row of rows) joinGroups(roots, rows[0] ?? row, row);
  const groups = new Map<number, { reasons: Set<DuplicateReason>; rows: Set<number> }>();
  for (const { reason, rows } of links) {
    const root = rootOf(roots, rows[0] ?? 0);
    const group = groups.get(root) ?? { reasons: new Set(), rows: new Set() };
    groups.set(root, group);
    group.reasons.add(reason);
    for (const row of rows) group.rows.add(row);
  }
  return [...groups.values()]
    .map(({ reasons, rows }) => ({
      reasons: DUPLICATE_REASONS.filter((reason) => reasons.has(reason)),
      rows: [...rows].sort((one, other) => one - other),
    }))
    .sort((one, other) => (isBefore(positionOf(one), positionOf(other)) ? -1 : 1));
}

/** The position of a group in the list. It depends only on the reasons and on the oldest plug of the group. */
export interface GroupPosition {
  /** Whether the plugs of the group have only similar names. */
  isSuggestion: boolean;
  oldestRow: number;
}

/** Computes the position of a group from its reasons and its row numbers. */
export function positionOf({ reasons, rows }: DuplicateGroup): GroupPosition {
  return { isSuggestion: reasons.every((reason) => reason === 'similar_name'), oldestRow: rows[0] ?? 0 };
}

/** Whether one position is before the other position. */
export function isBefore(one: GroupPosition, other: GroupPosition): boolean {
  if (one.isSuggestion !== other.isSuggestion) return other.isSuggestion;
  return one.oldestRow > other.oldestRow;
}

/** The dismissed pairs. For each plug, the other plugs of its pairs are stored. */
class DismissedPairs {
  readonly #others = new Map<number, Set<number>>();

  constructor(pairs: readonly PlugPair[]) {
    for (const [one, other] of pairs) {
      this.#add(one, other);
      this.#add(other, one);
    }
  }

  /** Divides plugs that are all connected into the parts that are still connected without the dismissed pairs. */
  split(rows: readonly number[]): number[][] {
    if (rows.every((row) => !this.#others.has(row))) return [[...rows]];
    const parts: number[][] = [];
    const remaining = new Set(rows);
    for (const first of rows) {
      if (!remaining.delete(first)) continue;
      const part = [first];
      // The loop also visits the plugs that it adds to `part`. Each comparison removes a plug from `remaining` or finds
      // a dismissed pair, so the number of comparisons is linear in the number of plugs and dismissed pairs.
      for (const row of part) {
        for (const other of remaining) {
          if (this.#others.get(row)?.has(other)) continue;
          remaining.delete(other);
          part.push(other);
        }
      }
      parts.push(part);
    }
    return parts;
  }

  #add(one: number, other: number): void {
    this.#others.set(one, (this.#others.get(one) ?? new Set()).add(other));
  }
}

/** The plug that represents the component of a plug. Shortens the paths in `roots`, so that repeated calls are fast. */
function rootOf(roots: Map<number, number>, row: number): number {
  let root = row;
  for (let next = roots.get(root); next !== undefined && next !== root; next = roots.get(root)) root = next;
  for (let at = row; at !== root; ) {
    const next = roots.get(at) ?? root;
    roots.set(at, root);
    at = next;
  }
  return root;
}

function joinGroups(roots: Map<number, number>, one: number, other: number): void {
  roots.set(rootOf(roots, other), rootOf(roots, one));
}
