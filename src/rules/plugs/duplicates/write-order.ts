/**
 * The order in which the updates of one write run. SQLite checks a unique index after each changed row. If a duplicate
 * key moves from one plug to another plug, the update that releases the key must therefore run first. Pure.
 */

export interface KeyedUpdate {
  /** The duplicate key that the plug gets. Null or absent if the plug gets no new key. */
  claimedKey?: string | null;
  /** The duplicate key that the plug no longer has after the update. Null or absent if the plug loses no key. */
  releasedKey?: string | null;
}

/**
 * Divides updates into stages. An update that claims a key is in a later stage than the update that releases the key,
 * unless plugs exchange their keys.
 */
export function stagesOf<Update extends KeyedUpdate>(updates: Update[]): Update[][] {
  const stages: Update[][] = [];
  let remaining = updates;
  while (remaining.length > 0) {
    const keysInUse = new Set(remaining.map(({ releasedKey }) => releasedKey).filter(Boolean));
    const ready = remaining.filter(({ claimedKey }) => !claimedKey || !keysInUse.has(claimedKey));
    // Updates of plugs that exchange their keys cannot be ordered. All remaining updates are then one stage, and the
    // index rejects the stage.
    const stage = new Set(ready.length > 0 ? ready : remaining);
    stages.push([...stage]);
    remaining = remaining.filter((update) => !stage.has(update));
  }
  return stages;
}
