/** The base64 format of PHC strings. It has no padding, and each value has only one valid encoding. */

/** The decoded bytes, or null when the text is not valid PHC base64. */
export function decodePhcBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text ? bytes : null;
}
