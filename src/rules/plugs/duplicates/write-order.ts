/**
 * The order in which the updates of one write run, and the plugs that stay duplicates in every order. SQLite checks a
 * unique index after each changed row. If a duplicate key moves from one plug to another plug, the update that releases
 * the key must therefore run first. Pure.
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

/**
 * Returns the plugs that are still duplicates after a write in which other plugs release their keys. A plug that is
 * itself a duplicate keeps its key. Plugs that exchange their keys are duplicates.
 * @param duplicates the ids of plugs that claim the key of another plug, each with the id of the other plug
 * @param released the ids of the plugs that release their keys
 */
export function remainingDuplicates(
  duplicates: ReadonlyMap<string, string>,
  released: ReadonlySet<string>,
): Map<string, string> {
  const remaining = new Map(
    [...duplicates].filter(([, otherId]) => !released.has(otherId) || duplicates.has(otherId)),
  );
  return remaining.size < duplicates.size ? remainingDuplicates(remaining, released) : remaining;
}
