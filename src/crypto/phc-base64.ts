/** Base64 as PHC strings have it: without padding, and with one spelling for each value. */

/** The bytes, or null when no PHC string spells any so. */
export function decodePhcBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text ? bytes : null;
}
