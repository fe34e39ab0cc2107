/** The alarm of a Durable Object. An object has only one alarm, so the earliest requested time is used. */

/** Sets the alarm to `atMs`, unless an earlier alarm is set already. */
export async function scheduleAlarm(storage: DurableObjectStorage, atMs: number): Promise<void> {
  const alarm = await storage.getAlarm();
  if (alarm === null || alarm > atMs) await storage.setAlarm(atMs);
}
