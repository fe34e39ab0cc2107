/** Fits values into the limits of custom data. Pure. */
import { byteLength } from '../plain-text.ts';
import { customDataProblem, MAX_CUSTOM_DATA_BYTES } from '../plug.ts';

/** Returns the custom data of the members that fit, and a line of text for each member that does not fit. */
export function fitCustomData(members: [string, unknown][]): {
  data: Record<string, unknown>;
  lines: string[];
} {
  const fitting: [string, unknown][] = [];
  const lines: string[] = [];
  // The two braces, minus the comma that is counted for the last member but is not written.
  let bytes = 1;
  for (const [key, value] of members) {
    // The bytes of a member in JSON: its key and value with a colon and a comma.
    const size = byteLength(JSON.stringify(key)) + byteLength(JSON.stringify(value)) + 2;
    if (bytes + size > MAX_CUSTOM_DATA_BYTES) {
      lines.push(`${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    } else {
      bytes += size;
      fitting.push([key, value]);
    }
  }
  // Object.fromEntries creates own properties, also for the key "__proto__".
  return { data: Object.fromEntries(fitting), lines };
}

/**
 * Returns a value that can be an element of a list in the custom data under this key. A value that would have too many
 * levels in the list becomes JSON text.
 */
export function listElement(key: string, value: unknown): unknown {
  // A text has no levels.
  const isTooDeep =
    typeof value === 'object' && (customDataProblem({ [key]: [value] })?.includes('deep') ?? false);
  return isTooDeep ? JSON.stringify(value) : value;
}
