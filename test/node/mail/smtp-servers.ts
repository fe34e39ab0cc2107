/** SMTP servers in this process, each on a free port of 127.0.0.1. They record what the client sends. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export const USER = 'mäx@plugs.test';
export const PASSWORD = 'pä/ss:w@rd';

export interface Delivery {
  from: string;
  to: string[];
  /** The user name of the login, if there was one. */
  user: string | undefined;
  isEncrypted: boolean;
  /** The headers and the body as the client sent them, without the SMTP escaping of dots. */
  raw: string;
}

export interface MailServer extends AsyncDisposable {
  port: number;
  deliveries: Delivery[];
  /** The number of connections that clients have opened. */
  connectionCount(): number;
}

export interface ScriptedServer extends AsyncDisposable {
  port: number;
  /** Every line that the client sent. */
  lines: string[];
}

/** Starts a real SMTP server. Without options, the server offers neither a login nor TLS. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const deliveries: Delivery[] = [];
  let connectionCount = 0;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disabledCommands: options.authMethods ? [] : ['AUTH'],
    allowInsecureAuth: true,
    closeTimeout: 1,
    logger: false,
    onConnect(_session, done) {
      connectionCount += 1;
      done();
    },
    onAuth({ username, password }, _session, done) {
      const isCorrect = username === USER && password === PASSWORD;
      done(isCorrect ? null : new Error(`${username} and ${password} do not match`), { user: username });
    },
    async onData(stream, { envelope, user, secure }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      const to = envelope.rcptTo.map(({ address }) => address);
      deliveries.push({ from, to, user, isEncrypted: secure === true, raw: await text(stream) });
      done();
    },
    ...options,
  });
  // A client that rejects the certificate causes an error on the server. The tests expect this error.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: portOf(server.server),
    deliveries,
    connectionCount: () => connectionCount,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/**
 * Starts a server that calls `respond` with each line that the client sends, and with '' for the greeting. The server
 * sends the result after `delayMs`. It sends nothing if the result is null. It closes the connection if the result is
 * `close`.
 */
export async function startScriptedServer(
  respond: (line: string) => string | null,
  delayMs = 0,
): Promise<ScriptedServer> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const reply = (line: string) => {
      const response = respond(line);
      if (response === 'close') socket.end();
      else if (response !== null) setTimeout(() => socket.write(`${response}\r\n`), delayMs);
    };
    reply('');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().trimEnd().split('\r\n')) {
        lines.push(line);
        reply(line);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    lines,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
