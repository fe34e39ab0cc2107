/** The Jaro-Winkler similarity of two words (Winkler 1990). Pure. */

/** Later letters of a word are ignored, because the matched letters are bits of one integer. */
const MAX_COMPARED_LETTERS = 31;
const MAX_PREFIX_LENGTH = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * Returns a number from 0 (no letter matches) to 1 (equal compared letters). A common beginning increases the number.
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const similarity = jaro(one.slice(0, MAX_COMPARED_LETTERS), other.slice(0, MAX_COMPARED_LETTERS));
  let prefix = 0;
  while (prefix < MAX_PREFIX_LENGTH && prefix < one.length && one[prefix] === other[prefix]) prefix += 1;
  return similarity + prefix * PREFIX_WEIGHT * (1 - similarity);
}

/**
 * The Jaro similarity. Two equal letters match if their positions are equal, or differ by less than half of the length
 * of the longer word, rounded down. Matched letters in a different order reduce the similarity.
 */
function jaro(one: string, other: string): number {
  const range = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  let oneMatched = 0;
  let otherMatched = 0;
  let matches = 0;
  for (let at = 0; at < one.length; at += 1) {
    const last = Math.min(other.length - 1, at + range);
    for (let place = Math.max(0, at - range); place <= last; place += 1) {
      if (otherMatched & (1 << place) || one.charCodeAt(at) !== other.charCodeAt(place)) continue;
      oneMatched |= 1 << at;
      otherMatched |= 1 << place;
      matches += 1;
      break;
    }
  }
  if (matches === 0) return 0;
  const transpositions = differingMatches(one, oneMatched, other, otherMatched) / 2;
  return (matches / one.length + matches / other.length + (matches - transpositions) / matches) / 3;
}

/** The number of positions at which the matched letters of both words differ. */
function differingMatches(one: string, oneMatched: number, other: string, otherMatched: number): number {
  let count = 0;
  let place = 0;
  for (let at = 0; at < one.length; at += 1) {
    if (!(oneMatched & (1 << at))) continue;
    while (!(otherMatched & (1 << place))) place += 1;
    if (one.charCodeAt(at) !== other.charCodeAt(place)) count += 1;
    place += 1;
  }
  return count;
}
