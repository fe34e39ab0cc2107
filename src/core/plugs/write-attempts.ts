/** The attempts of a write that is repeated because another write changed the same plug. */

/** The maximum number of attempts of one write. */
export const MAX_ATTEMPTS = 64;
/**
 * The maximum of the random delay before the next attempt. This maximum is `FIRST_DELAY_MS` at first and doubles with
 * each attempt up to `MAX_DELAY_MS`.
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
