/** Decides for each entry of an import whether it creates a plug, fills a plug, or is skipped. Does not use storage. */
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import {
  EXACT_REASONS,
  type ExactReason,
  reasonKeys,
} from '../../../../rules/plugs/duplicates/reason-keys.ts';
import type { Candidate } from '../../../../store/plugs/imports/candidates.ts';
import type { NewPlug, PlugRow } from '../../../../store/plugs/plugs.ts';
import { filledPlug } from './filled-plug.ts';
import type { ImportEntry } from './import-entry.ts';

/**
 * What happens to an entry that describes the same person as a stored plug or an earlier entry. `skip`: nothing.
 * `update`: the entry fills the empty fields of the plug. `create`: the entry creates a plug, except for
 * `ALWAYS_SKIPPED`.
 */
export type OnDuplicate = 'skip' | 'update' | 'create';

/** An entry that describes the same person as an earlier entry, which creates the plug. */
export interface RepeatedEntry {
  entry: ImportEntry;
  reason: ExactReason;
  /** Whether the entry has filled a field of the new plug. */
  fillsField: boolean;
}

export interface PlannedCreate {
  kind: 'create';
  entry: ImportEntry;
  plug: NewPlug;
  repeatedEntries: RepeatedEntry[];
}

/** A stored plug, and the entries that fill its empty fields. */
export interface PlannedUpdate {
  kind: 'update';
  plugId: string;
  entries: { entry: ImportEntry; reason: ExactReason }[];
}

/** An entry that describes the same person as a stored plug. */
export interface PlannedSkip {
  kind: 'skip';
  entry: ImportEntry;
  plugId: string;
  reason: ExactReason;
}

export type PlannedWrite = PlannedCreate | PlannedUpdate;

export interface PlanOptions {
  onDuplicate: OnDuplicate;
  /** Returns the plug that an entry would create. */
  newPlug(fields: ContactFields, entry: ImportEntry): NewPlug;
  /** The country that is stored with the numbers of a new plug. */
  phoneCountry(plug: NewPlug): string | null;
}

export interface Plan {
  writes: PlannedWrite[];
  skips: PlannedSkip[];
}

/**
 * The reasons for which an entry is skipped even with `create`. A contact with a used e-mail address, or a target with
 * a used name and company, would violate the published rules. Both reasons apply to contacts and to targets.
 */
const ALWAYS_SKIPPED: readonly ExactReason[] = ['same_email', 'same_name_company'];

/** A stored plug, and its update if an entry fills it. */
interface Stored {
  kind: 'stored';
  plugId: string;
  update: PlannedUpdate | null;
}

/** A plug with which the entries are compared: a stored plug, or the new plug of an earlier entry. */
type KnownPlug = Stored | PlannedCreate;

/**
 * Plans entries in their order. An entry can describe the same person as a stored plug or as an earlier entry. With
 * `update`, the values of a later entry are added to the earlier entry, so the fields and warnings of `entries` change.
 */
export function planEntries(
  entries: readonly ImportEntry[],
  candidates: readonly Candidate[],
  options: PlanOptions,
): Plan {
  const { onDuplicate } = options;
  const known = new Map<string, KnownPlug>();
  const plan: Plan = { writes: [], skips: [] };
  for (const candidate of candidates) {
    register(known, keysOf(candidate), {
      kind: 'stored',
      plugId: candidate.id,
      update: null,
    });
  }
  for (const entry of entries) {
    const plug = options.newPlug(entry.fields, entry);
    const keys = keysOf({ ...(plug as PlugRow), phoneCountry: options.phoneCountry(plug) });
    const match = firstMatch(known, keys, onDuplicate);
    if (!match) {
      const write: PlannedCreate = { kind: 'create', entry, plug, repeatedEntries: [] };
      plan.writes.push(write);
      register(known, keys, write);
      continue;
    }
    const { found, reason } = match;
    if (found.kind === 'create') addRepeatedEntry(found, { entry, reason }, { ...options, known });
    else if (onDuplicate === 'update') updateStored(plan, found, { entry, reason });
    else plan.skips.push({ kind: 'skip', entry, plugId: found.plugId, reason });
    // With `update`, the plug gets the values of the entry, so the keys of the entry find the plug.
    if (onDuplicate === 'update') register(known, keys, found);
  }
  return plan;
}

interface KeyOfReason {
  reason: ExactReason;
  key: string;
}

/** The keys of all exact reasons, and the duplicate key. The published rules allow a duplicate key only once. */
function keysOf(plug: Candidate | PlugRow): KeyOfReason[] {
  const keys = reasonKeys(plug).map(({ reason, key }) => ({ reason, key: `${reason} ${key}` }));
  if (!plug.duplicateKey) return keys;
  const reason = plug.duplicateKey.startsWith('contact:') ? 'same_email' : 'same_name_company';
  return [...keys, { reason, key: `unique ${plug.duplicateKey}` }];
}

function firstMatch(known: Map<string, KnownPlug>, keys: KeyOfReason[], onDuplicate: OnDuplicate) {
  const reasons = onDuplicate === 'create' ? ALWAYS_SKIPPED : EXACT_REASONS;
  for (const { reason, key } of keys) {
    const found = reasons.includes(reason) ? known.get(key) : undefined;
    if (found) return { found, reason };
  }
  return null;
}

function register(known: Map<string, KnownPlug>, keys: KeyOfReason[], found: KnownPlug): void {
  for (const { key } of keys) if (!known.has(key)) known.set(key, found);
}

function updateStored(plan: Plan, stored: Stored, match: { entry: ImportEntry; reason: ExactReason }): void {
  if (stored.update) {
    stored.update.entries.push(match);
    return;
  }
  stored.update = { kind: 'update', plugId: stored.plugId, entries: [match] };
  plan.writes.push(stored.update);
}

/**
 * Adds an entry for the same person to a planned plug. With `update`, the entry fills the empty fields of this plug,
 * unless the plug would get the duplicate key of another known plug.
 */
function addRepeatedEntry(
  write: PlannedCreate,
  { entry, reason }: { entry: ImportEntry; reason: ExactReason },
  { onDuplicate, newPlug, phoneCountry, known }: PlanOptions & { known: Map<string, KnownPlug> },
): void {
  if (onDuplicate !== 'update') {
    write.repeatedEntries.push({ entry, reason, fillsField: false });
    return;
  }
  const { fields } = write.entry;
  const before = { ...fields, tags: fields.tags ?? [], customData: fields.customData ?? {} };
  const { plug: filled, warnings } = filledPlug(before, entry.fields);
  const plug = { ...newPlug(filled, write.entry), id: write.plug.id };
  const keyOwner = plug.duplicateKey ? known.get(`unique ${plug.duplicateKey}`) : undefined;
  if (keyOwner && keyOwner !== write) {
    write.repeatedEntries.push({ entry, reason, fillsField: false });
    return;
  }
  entry.warnings.push(...warnings);
  const fillsField = JSON.stringify(filled) !== JSON.stringify(before);
  write.repeatedEntries.push({ entry, reason, fillsField });
  if (!fillsField) return;
  write.entry.fields = filled;
  write.plug = plug;
  register(known, keysOf({ ...(plug as PlugRow), phoneCountry: phoneCountry(plug) }), write);
}
