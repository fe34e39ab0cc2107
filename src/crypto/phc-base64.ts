/** Base64 as PHC strings use it: without padding, and with one valid spelling for each value. */

/** The decoded bytes, or null when the text is not valid PHC base64. */
export function decodePhcBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text ? bytes : null;
}
