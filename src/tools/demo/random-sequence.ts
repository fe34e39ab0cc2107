/** A reproducible pseudo-random sequence (mulberry32). Pure. For demo data and tests, never for secrets. */

export interface RandomSequence {
  /** A number from 0 to 1, excluding 1. */
  next(): number;
  /** An integer from 0 to `end`, excluding `end`. */
  below(end: number): number;
  /** One of the items. There must be at least one item. */
  pick<Item>(items: readonly Item[]): Item;
  /** Returns true with this probability, which is from 0 to 1. */
  chance(probability: number): boolean;
  /** A copy of the items in random order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** Two sequences with the same seed return the same values. */
export function randomSequence(seed: number): RandomSequence {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    chance: (probability) => next() < probability,
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ item }) => item),
  };
}
