/** Adds values from the entries of an import to a stored plug. Pure. */
import type { ExactReason } from '../../../../rules/plugs/duplicates/reason-keys.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import type { PlugChange } from '../../plug-update.ts';
import { filledPlug } from './filled-plug.ts';
import type { ImportEntry } from './import-entry.ts';
import type { PlannedUpdate } from './plan-entries.ts';

/**
 * An entry that was applied to a stored plug, with the reason why the entry and the plug describe the same person.
 */
export interface AppliedEntry {
  entry: ImportEntry;
  reason: ExactReason;
  /** Whether the entry has changed the plug. False if the plug already had all values that could be added. */
  fillsField: boolean;
}

/** Returns the change of a stored plug, and the applied entries in their order with the warnings about their values. */
export function fillStoredPlug(
  stored: PlugRow,
  { entries }: PlannedUpdate,
): { change: PlugChange; applied: AppliedEntry[] } {
  let changed = stored;
  const applied = entries.map(({ entry, reason }) => {
    const { plug, warnings } = filledPlug(changed, entry.fields);
    const fillsField = JSON.stringify(plug) !== JSON.stringify(changed);
    changed = plug;
    return { entry: { ...entry, warnings: [...entry.warnings, ...warnings] }, reason, fillsField };
  });
  return { change: { read: stored, changed }, applied };
}
