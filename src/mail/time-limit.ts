/** A time limit for a promise. */

/**
 * Settles like `work`, or rejects with an error with the text `message` after `milliseconds`. The work is not stopped.
 * The timer is cleared, because a pending timer would keep the worker running after its response.
 */
export async function withTimeLimit<Outcome>(
  milliseconds: number,
  work: Promise<Outcome>,
  message: string,
): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
