/** Runs each worker in workerd on its own loopback socket, without a proxy. */
import { Miniflare } from 'miniflare';
import type { HostedWorker } from './hosted-workers.ts';

export interface WorkerdServers extends AsyncDisposable {
  /** Resolves with the port of a worker, by its name. */
  port(name: string): Promise<number>;
}

/** The maximum number of errors of the workers that are printed. */
const SHOWN_ERRORS = 5;

/** Starts workers on the state in `folder`. */
export function startServers(folder: string, workers: HostedWorker[]): WorkerdServers {
  let errors = 0;
  const runtime = new Miniflare({
    workers,
    resourcePersistencePath: folder,
    enableDevRegistry: false,
    logRequests: false,
    cf: false,
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' && ++errors <= SHOWN_ERRORS) console.error(message);
    },
  });
  return {
    port: async (name) => Number((await runtime.unsafeGetDirectURL(name)).port),
    [Symbol.asyncDispose]: () => runtime.dispose(),
  };
}
