/**
 * Starts work of a request after its response, so that the response time does not depend on the work. The
 * response time then does not show, for example, whether an e-mail address has an account.
 */
import type { Configuration } from '../core/request/configuration.ts';

const MIN_PAUSE_MS = 50;
const RANDOM_PAUSE_MS = 200;

type Work = () => Promise<unknown>;

/** Collects work until `start` is called. Work that is added later starts immediately. */
export function deferredWork(
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
     * Starts the work 50 to 250 ms after the handler, so that it does not delay the response. Tests have no delay, so
     * that the cost in their responses always includes this work.
     */
    start: (): void => {
      const works = waiting ?? [];
      waiting = null;
      const pauseMs = MIN_PAUSE_MS + Math.random() * RANDOM_PAUSE_MS;
      for (const work of works) {
        waitUntil(environment === 'test' ? work() : scheduler.wait(pauseMs).then(work));
      }
    },
  };
}
