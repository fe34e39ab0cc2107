/** Computes the outcomes of a preview. Nothing is written. */
import { MAX_PLUGS_PER_WRITE } from '../../../../store/plugs/write-parts.ts';
import type { Ctx } from '../../../request/context.ts';
import { fillStoredPlug } from './fill-stored-plug.ts';
import type { ImportOutcomes } from './import-outcomes.ts';
import type { PlannedUpdate, PlannedWrite } from './plan-entries.ts';
import { readPlugRows } from './read-candidates.ts';

/**
 * Adds the outcomes of the planned writes to `outcomes`. One round trip reads the stored plugs of at most 250 updates.
 * An update that would make its plug a duplicate of another plug is reported as an update, but the import skips its
 * entries.
 */
export async function previewWrites(
  ctx: Ctx,
  writes: readonly PlannedWrite[],
  outcomes: ImportOutcomes,
): Promise<void> {
  const updates: PlannedUpdate[] = [];
  for (const write of writes) {
    if (write.kind === 'create') outcomes.addCreated(write, { isDryRun: true });
    else updates.push(write);
  }
  for (let at = 0; at < updates.length; at += MAX_PLUGS_PER_WRITE) {
    const chunk = updates.slice(at, at + MAX_PLUGS_PER_WRITE);
    const rows = await readPlugRows(
      ctx,
      chunk.map(({ plugId }) => plugId),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const update of chunk) {
      const row = byId.get(update.plugId);
      // A plug that was permanently deleted after the comparison has no row. Its entries are then reported as updates.
      const applied = row
        ? fillStoredPlug(row, update).applied
        : update.entries.map((each) => ({ ...each, fillsField: true }));
      for (const { entry, reason, fillsField } of applied) {
        if (fillsField) outcomes.addUpdated(entry, update.plugId);
        else outcomes.addSkipped({ entry, plugId: update.plugId, reason });
      }
    }
  }
}
