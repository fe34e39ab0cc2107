/** A keep-alive connection that sends one prepared request at a time. */
import { createConnection } from 'node:net';
import { type HttpResponse, HttpResponseReader } from './http-responses.ts';

export interface Connection extends Disposable {
  /** Sends a request and resolves with its response. Rejects if the connection fails or has failed. */
  exchange(request: Buffer): Promise<HttpResponse>;
}

/** Longer than any measured request takes. A worker that does not respond ends the program with an error. */
const TIMEOUT_MS = 30_000;

/**
 * Opens a connection to a port of this machine. Rejects if no server listens on the port. The connection fails after
 * half a minute without data.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = createConnection({ host: '127.0.0.1', port, noDelay: true });
  const reader = new HttpResponseReader();
  let pendingResponse: PromiseWithResolvers<HttpResponse> | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    pendingResponse?.reject(failure);
    socket.destroy();
  };
  socket.setTimeout(TIMEOUT_MS, () => fail(new Error(`No data within ${TIMEOUT_MS} ms`)));
  socket.on('data', (piece) => {
    try {
      const response = reader.push(piece);
      if (response) pendingResponse?.resolve(response);
    } catch (error) {
      fail(error as Error);
    }
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The worker closed the connection')));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    exchange(request) {
      if (failure) return Promise.reject(failure);
      pendingResponse = Promise.withResolvers<HttpResponse>();
      socket.write(request);
      return pendingResponse.promise;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
