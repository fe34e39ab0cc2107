/** The differences between the keys of a plug before and after a write. Pure. */
import { type ComparedPlug, type ExactReason, type ReasonKey, reasonKeys } from './reason-keys.ts';

/** A key that a write adds (`from` is null), removes (`to` is null) or replaces. */
export interface KeyChange {
  reason: ExactReason;
  from: string | null;
  to: string | null;
}

/** A plug with the time of its deletion. The time is null for a live plug and absent for a new plug. */
export type KeyedPlug = ComparedPlug & { deletedAtMs?: number | null | undefined };

/** The fields on which the stored keys depend. */
const KEY_FIELDS = [
  ...(['firstName', 'lastName', 'email', 'company', 'primaryNumber', 'secondaryNumber'] as const),
  ...(['linkedinUrl', 'telegramUsername', 'telegramUserId', 'phoneCountry', 'deletedAtMs'] as const),
];

/**
 * Returns the smallest list of changes that turns the keys before a write into the keys after the write. A replaced key
 * is one change. A plug that does not exist yet (null) and a plug in the trash have no keys.
 */
export function keyChanges(before: KeyedPlug | null, after: KeyedPlug): KeyChange[] {
  if (before && KEY_FIELDS.every((field) => before[field] === after[field])) return [];
  const [old, current] = [liveKeys(before), liveKeys(after)];
  const added = keysWithout(current, old);
  const replaced = keysWithout(old, current).map(({ reason, key }) => {
    const at = added.findIndex((each) => each.reason === reason);
    const [next] = at < 0 ? [] : added.splice(at, 1);
    return { reason, from: key, to: next?.key ?? null };
  });
  return [...replaced, ...added.map(({ reason, key }) => ({ reason, from: null, to: key }))];
}

/** The keys that are stored for a plug: none for null and for a plug in the trash. */
export function liveKeys(plug: KeyedPlug | null): ReasonKey[] {
  return plug && (plug.deletedAtMs ?? null) === null ? reasonKeys(plug) : [];
}

function keysWithout(keys: ReasonKey[], others: ReasonKey[]): ReasonKey[] {
  return keys.filter(({ reason, key }) => {
    return !others.some((other) => other.reason === reason && other.key === key);
  });
}
