/** Runs the scheduled job of a local worker, because `wrangler dev` does not run cron triggers. */

const INTERVAL_MS = 60_000;
/** The path at which `wrangler dev` calls the scheduled handler. */
const SCHEDULED_PATH = '/cdn-cgi/handler/scheduled';

/** Calls the scheduled handler now and once a minute until this process ends. A failed call is ignored. */
export function runSchedule(origin: string): void {
  const run = () => void fetch(origin + SCHEDULED_PATH).catch(() => undefined);
  run();
  setInterval(run, INTERVAL_MS).unref();
}
