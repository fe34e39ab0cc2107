/**
 * The order in which the updates of one write run. SQLite checks a unique index after each changed row, so an update can
 * claim a duplicate key only after another update has released the key. Pure.
 */

export interface KeyedUpdate {
  /** The duplicate key that the plug gets; null if it gets none. */
  claimedKey?: string | null;
  /** The duplicate key that the plug no longer has after the update; null if there is none. */
  releasedKey?: string | null;
}

/** Divides updates into stages. An update that claims a key is in a later stage than the update that releases the key. */
export function stagesOf<Update extends KeyedUpdate>(updates: Update[]): Update[][] {
  const stages: Update[][] = [];
  let remaining = updates;
  while (remaining.length > 0) {
    const keysInUse = new Set(remaining.map(({ releasedKey }) => releasedKey).filter(Boolean));
    const ready = remaining.filter(({ claimedKey }) => !claimedKey || !keysInUse.has(claimedKey));
    // Two plugs that exchange their keys cannot be ordered. The index then rejects one of them.
    const stage = new Set(ready.length > 0 ? ready : remaining);
    stages.push([...stage]);
    remaining = remaining.filter((update) => !stage.has(update));
  }
  return stages;
}
