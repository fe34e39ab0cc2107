/**
 * Unites the custom data of merged plugs. If two plugs have different values of a key, the values of the losers are
 * listed under the key `merged`: `{"merged": {"source": ["fair"]}}`. Pure.
 */
import { byteLength } from '../plain-text.ts';
import { customDataProblem, MAX_CUSTOM_DATA_BYTES } from '../plug.ts';
import type { KeptInRecord, PlugToMerge } from './merged-values.ts';

const MERGED = 'merged';
/** The bytes of the colon and the comma of an entry. The size of the key includes its quotation marks. */
const SEPARATOR_BYTES = 2;

/**
 * Returns the united data, and the values that exceed the limits of custom data or cannot be listed under `merged`.
 */
export function uniteData(winner: PlugToMerge, losers: readonly PlugToMerge[]) {
  const united = new UnitedData(winner.customData);
  const kept: KeptInRecord[] = [];
  for (const { id, customData } of losers) {
    // The values of the loser itself come before the values that an earlier merge listed.
    const entries = Object.entries(customData).sort(
      ([one], [other]) => sortPosition(one) - sortPosition(other),
    );
    for (const [key, value] of entries) {
      for (const rejected of united.add(key, value)) {
        kept.push({ plugId: id, field: `custom_data.${key}`, value: rejected });
      }
    }
  }
  return { value: united.data(), kept };
}

class UnitedData {
  readonly #values: Map<string, unknown>;
  /** The values under `merged`, by key. Null if the winner has a value of another form under the key `merged`. */
  readonly #others: Map<string, unknown[]> | null;
  /** The size of the JSON in bytes. It may be a few bytes too high, because every entry is counted with a comma. */
  #bytes: number;

  constructor(data: Record<string, unknown>) {
    this.#values = new Map(Object.entries(data));
    const mergedBefore = this.#values.get(MERGED);
    this.#others = mergedBefore === undefined ? new Map() : listsOf(mergedBefore);
    if (this.#others) this.#values.delete(MERGED);
    this.#bytes = jsonBytes(data);
  }

  /**
   * Adds a value. If the value contains the lists of an earlier merge, each listed value is added. Returns the values
   * that were not added, because they do not fit or cannot be listed.
   */
  add(key: string, value: unknown): unknown[] {
    const lists = key === MERGED && this.#others ? listsOf(value) : null;
    if (!lists) return this.#addValue(key, value) ? [] : [value];
    return [...lists].flatMap(([name, others]) =>
      others.filter((other) => !this.#addValue(name, other)).map((other) => ({ [name]: other })),
    );
  }

  data(): Record<string, unknown> {
    const lists = this.#others && this.#others.size > 0 ? [[MERGED, Object.fromEntries(this.#others)]] : [];
    return Object.fromEntries([...this.#values, ...lists]);
  }

  /** Adds one value, or lists it under `merged`. Returns false if the value does not fit or cannot be listed. */
  #addValue(key: string, value: unknown): boolean {
    const current = this.#values.get(key);
    if (current === undefined && !(key === MERGED && this.#others)) {
      if (!this.#countEntry(entryBytes(key, value), { [key]: value })) return false;
      this.#values.set(key, value);
      return true;
    }
    const others = this.#others?.get(key) ?? [];
    if ([current, ...others].some((each) => isSame(each, value))) return true;
    if (!this.#others) return false;
    const listed = others.length > 0 ? jsonBytes(value) + 1 : entryBytes(key, [value]);
    const added = listed + (this.#others.size === 0 ? entryBytes(MERGED, {}) : 0);
    if (!this.#countEntry(added, { [MERGED]: { [key]: [value] } })) return false;
    this.#others.set(key, [...others, value]);
    return true;
  }

  /** Counts the bytes of an added entry. Returns false, and counts nothing, if the entry would exceed a limit. */
  #countEntry(added: number, entry: Record<string, unknown>): boolean {
    if (this.#bytes + added > MAX_CUSTOM_DATA_BYTES || customDataProblem(entry) !== null) return false;
    this.#bytes += added;
    return true;
  }
}

function sortPosition(key: string): number {
  return key === MERGED ? 1 : 0;
}

/** The lists under `merged`; null if the value has another form. */
function listsOf(value: unknown): Map<string, unknown[]> | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  return entries.every(([, list]) => Array.isArray(list)) ? new Map(entries) : null;
}

function entryBytes(key: string, value: unknown): number {
  return jsonBytes(key) + jsonBytes(value) + SEPARATOR_BYTES;
}

function jsonBytes(value: unknown): number {
  return byteLength(JSON.stringify(value));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
