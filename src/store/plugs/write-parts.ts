/**
 * The limits of one write. D1 refuses a parameter of more than 2 MB. The local simulator accepts such a parameter, so
 * local tests do not find this error. The plugs of a write are divided into parts because of this limit. Each part has
 * its own statements, and all statements are in one batch.
 */

/** The maximum number of plugs in one write. */
export const MAX_PLUGS_PER_WRITE = 250;
/** The maximum size of one JSON parameter. The JSON of a single plug is smaller: all fields have maximum lengths. */
export const MAX_PARAMETER_BYTES = 1_000_000;

const encoder = new TextEncoder();

/**
 * Divides the plugs of a write into parts. An empty write has one empty part.
 * @param parametersOf the values that a plug adds to each parameter
 * @throws RangeError when there are more than 250 plugs, which is an error of the calling use case
 */
export function partsOf<Write>(writes: Write[], parametersOf: (write: Write) => unknown[]): Write[][] {
  if (writes.length > MAX_PLUGS_PER_WRITE) {
    throw new RangeError(`A write of ${writes.length} plugs exceeds the maximum of ${MAX_PLUGS_PER_WRITE}.`);
  }
  if (writes.length <= 1) return [writes];
  const parts: Write[][] = [];
  let sums: number[] = [];
  for (const write of writes) {
    const sizes = parametersOf(write).map(bytesOf);
    const nextSums = sizes.map((size, at) => size + (sums[at] ?? 0));
    const part = parts.at(-1);
    const isFull = !part || nextSums.some((sum) => sum > MAX_PARAMETER_BYTES);
    if (isFull) parts.push([write]);
    else part.push(write);
    sums = isFull ? sizes : nextSums;
  }
  return parts;
}

/** The size of a value in a JSON array, in bytes of UTF-8. */
function bytesOf(value: unknown): number {
  const json = JSON.stringify(value) as string | undefined;
  return json === undefined ? 0 : encoder.encode(json).byteLength + 1;
}
