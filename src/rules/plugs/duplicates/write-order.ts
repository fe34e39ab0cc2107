/**
 * The order in which the updates of one write run. SQLite checks a unique index for each row at once, so a plug can get a
 * duplicate key only after the plug that has the key gave it up. Pure.
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
  let open = updates;
  while (open.length > 0) {
    const held = new Set(open.map(({ releasedKey }) => releasedKey).filter(Boolean));
    const ready = open.filter(({ claimedKey }) => !claimedKey || !held.has(claimedKey));
    // Two plugs that exchange their keys cannot be ordered. The index then rejects one of them.
    const stage = new Set(ready.length > 0 ? ready : open);
    stages.push([...stage]);
    open = open.filter((update) => !stage.has(update));
  }
  return stages;
}
