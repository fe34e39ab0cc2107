/** Workers on sockets of their own in workerd, without a proxy before them, on this machine only. */
import { Miniflare } from 'miniflare';
import type { HostedWorker } from './hosted-workers.ts';

export interface WorkerdServers extends AsyncDisposable {
  /** The port of a worker, by its name. */
  port(name: string): Promise<number>;
}

/** Errors that a worker tells of are shown, up to this many. */
const SHOWN_ERRORS = 5;

/** Starts workers on the state kept in `folder`. */
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
