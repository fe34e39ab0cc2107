/**
 * How often a write is attempted, and the delays between the attempts. A write is repeated if another write came first,
 * for example a change of the same plug.
 */

/** The maximum number of attempts of one write. */
export const MAX_ATTEMPTS = 64;
/**
 * The delay before the next attempt is random. The upper limit of the delay is 8 ms after the first attempt. This limit
 * doubles after each further attempt, up to 256 ms.
 */
const FIRST_DELAY_LIMIT_MS = 8;
const MAX_DELAY_LIMIT_MS = 256;

/** Waits for a random time before the next attempt, if there is one. `attempt` is counted from 0. */
export async function waitAfterAttempt(attempt: number): Promise<void> {
  if (attempt >= MAX_ATTEMPTS - 1) return;
  const delayMs = Math.random() * Math.min(MAX_DELAY_LIMIT_MS, FIRST_DELAY_LIMIT_MS * 2 ** attempt);
  await new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}
