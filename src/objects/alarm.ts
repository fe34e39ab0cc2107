/** The alarm of a Durable Object. An object has only one alarm, so the earliest requested time is used. */

const FIRST_RETRY_DELAY_MS = 5_000;
const MAX_RETRY_DELAY_MS = 10 * 60_000;

/**
 * The delay in milliseconds before the next retry of a write to D1, after this number of failed retries. Each delay is
 * twice as long as the previous one, from 5 seconds up to 10 minutes.
 */
export function retryDelayMs(failedRetries: number): number {
  return Math.min(FIRST_RETRY_DELAY_MS * 2 ** failedRetries, MAX_RETRY_DELAY_MS);
}

/** Sets the alarm to `atMs`, unless an earlier alarm is set already. */
export async function scheduleAlarm(storage: DurableObjectStorage, atMs: number): Promise<void> {
  const alarm = await storage.getAlarm();
  if (alarm === null || alarm > atMs) await storage.setAlarm(atMs);
}
