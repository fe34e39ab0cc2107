/** Repeated attempts of a write that lost a race against another write of the same plug. */

/** Maximum attempts of one write while other writes of the same plug succeed. */
export const MAX_ATTEMPTS = 64;
/**
 * The maximum of the random delay before the next attempt. It doubles with each attempt, from the first value to the
 * second.
 */
const FIRST_DELAY_MS = 8;
const MAX_DELAY_MS = 256;

/** Waits for a random time before the next attempt. `attempt` is counted from 0. */
export function waitAfterAttempt(attempt: number): Promise<void> {
  const delayMs = Math.random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}
