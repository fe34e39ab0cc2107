/**
 * Starts work of a request after the handler of the request, so that the response time does not depend on the work. A
 * client therefore cannot learn from the response time, for example, whether an e-mail address has an account.
 */
import type { Configuration } from '../core/request/configuration.ts';

const MIN_PAUSE_MS = 50;
/** The maximum of the random time that is added to `MIN_PAUSE_MS`. */
const MAX_RANDOM_PAUSE_MS = 200;

type Work = () => Promise<unknown>;

/** Returns functions that collect and start work. Work that is added after the start begins immediately. */
export function createDeferredWork(
  { environment }: Pick<Configuration, 'environment'>,
  waitUntil: (work: Promise<unknown>) => void,
) {
  let waiting: Work[] | null = [];
  return {
    add: (work: Work): void => {
      if (waiting) waiting.push(work);
      else waitUntil(work());
    },
    /**
     * Starts the collected work after a pause of 50 to 250 ms, so that the work does not delay the response. Tests have
     * no pause, so that the cost in their responses includes the first call of this work.
     */
    start: (): void => {
      const works = waiting ?? [];
      waiting = null;
      const pauseMs = MIN_PAUSE_MS + Math.random() * MAX_RANDOM_PAUSE_MS;
      for (const work of works) {
        waitUntil(environment === 'test' ? work() : scheduler.wait(pauseMs).then(work));
      }
    },
  };
}
