/** Runs each worker in workerd on its own loopback socket, without a proxy. */
import { Miniflare } from 'miniflare';
import type { HostedWorker } from './hosted-workers.ts';

export interface WorkerdServers extends AsyncDisposable {
  /** Resolves with the port of a worker, by its name. */
  port(name: string): Promise<number>;
}

/** The maximum number of printed worker errors. */
const MAX_PRINTED_ERRORS = 5;

/** Starts the workers. They use the databases, KV namespaces and objects that are stored in `folder`. */
export function startServers(folder: string, workers: HostedWorker[]): WorkerdServers {
  let errorCount = 0;
  const runtime = new Miniflare({
    workers,
    resourcePersistencePath: folder,
    enableDevRegistry: false,
    logRequests: false,
    cf: false,
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' && ++errorCount <= MAX_PRINTED_ERRORS) console.error(message);
    },
  });
  return {
    port: async (name) => Number((await runtime.unsafeGetDirectURL(name)).port),
    [Symbol.asyncDispose]: () => runtime.dispose(),
  };
}
