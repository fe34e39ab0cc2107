/** One keep-alive connection that carries one request at a time, as bytes made beforehand. */
import { createConnection } from 'node:net';
import { type HttpAnswer, HttpAnswerReader } from './http-answers.ts';

export interface Connection extends Disposable {
  /** Sends a request and resolves with its answer. */
  exchange(request: Buffer): Promise<HttpAnswer>;
}

/** Longer than any measured request takes: what hangs shall end the program with a sentence. */
const PATIENCE_MS = 30_000;

/** Opens a connection to a port of this machine; one that lies idle for half a minute is closed. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = createConnection({ host: '127.0.0.1', port, noDelay: true });
  const reader = new HttpAnswerReader();
  let waiting: PromiseWithResolvers<HttpAnswer> | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    waiting?.reject(failure);
    socket.destroy();
  };
  socket.setTimeout(PATIENCE_MS, () => fail(new Error(`Nothing came within ${PATIENCE_MS} ms`)));
  socket.on('data', (piece) => {
    try {
      const answer = reader.push(piece);
      if (answer) waiting?.resolve(answer);
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
      waiting = Promise.withResolvers<HttpAnswer>();
      socket.write(request);
      return waiting.promise;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
