/** Streams texts to a consumer that determines the speed. */

/**
 * Encodes texts as UTF-8. The next text is requested only when the consumer reads, so nothing is produced in advance.
 * If the texts end with an error, the stream ends with the same error. If the consumer cancels the stream, no further
 * text is requested.
 */
export function textStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await texts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
