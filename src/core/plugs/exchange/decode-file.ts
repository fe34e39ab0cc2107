/** Decodes files of unknown encoding. */

/** The byte order marks of UTF-16. The decoder removes the byte order mark of UTF-8. */
const UTF_16 = { 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] } as const;

/**
 * Decodes a file with a byte order mark of UTF-16 as UTF-16. Any other file is decoded as UTF-8 if it is valid UTF-8,
 * and otherwise as Windows-1252, in which every byte is a character.
 */
export function decodeFile(bytes: Uint8Array): string {
  for (const [encoding, [first, second]] of Object.entries(UTF_16)) {
    if (bytes[0] === first && bytes[1] === second) return new TextDecoder(encoding).decode(bytes);
  }
  return decodedAs('utf-8', bytes) ?? decodedAs('windows-1252', bytes) ?? '';
}

/** Returns the decoded text; null if the encoding is unknown or the bytes are not valid in this encoding. */
export function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
