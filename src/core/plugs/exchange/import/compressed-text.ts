/** Compressed data as text: gzip in base64. D1 returns a blob as a list of numbers, which needs more memory. */

/** Compresses a text or the bytes of a file, and returns the result in base64. */
export async function compress(data: string | Uint8Array): Promise<string> {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream('gzip'));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64');
}

/** Returns the bytes from which `compress` made the text. */
export async function decompress(text: string): Promise<Uint8Array> {
  const stream = new Blob([Buffer.from(text, 'base64')])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
