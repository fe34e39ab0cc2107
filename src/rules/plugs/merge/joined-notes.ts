/** Joins the notes of merged plugs. Notes that follow other notes begin with a line with the day of the merge. Pure. */
import { lengthOf } from '../plain-text.ts';
import { MAX_NOTES_LENGTH } from '../plug.ts';
import type { KeptInRecord, PlugToMerge } from './merged-values.ts';

/**
 * Returns the joined notes, and the notes that are not joined because the result would exceed the limit. Notes are
 * joined whole or not at all. Notes that the joined text already contains are not repeated.
 * @param day the day of the merge, as `YYYY-MM-DD`
 */
export function joinNotes(winner: PlugToMerge, losers: readonly PlugToMerge[], day: string) {
  let value = winner.notes;
  const kept: KeptInRecord[] = [];
  for (const { id, notes } of losers) {
    if (!notes || value?.includes(notes)) continue;
    const joined = value ? `${value}\n\nMerged on ${day}:\n${notes}` : notes;
    if (lengthOf(joined) <= MAX_NOTES_LENGTH) value = joined;
    else kept.push({ plugId: id, field: 'notes', value: notes });
  }
  return { value, kept };
}
