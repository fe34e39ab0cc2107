/** A promise that ends in time. */

/**
 * The outcome of `work`, or an Error with `message` after `milliseconds`. The work itself is not stopped.
 * The timer is cleared: one left over keeps a worker busy after its answer.
 */
export async function within<Outcome>(
  milliseconds: number,
  work: Promise<Outcome>,
  message: string,
): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
