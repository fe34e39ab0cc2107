/** Sends one message in one SMTP session (RFC 5321), with STARTTLS (RFC 3207), AUTH (RFC 4954) and DSN (RFC 3461). */
import { utf8Binary } from './header-text.ts';
import { SmtpConnection } from './smtp-connection.ts';
import type { SmtpServer } from './smtp-url.ts';
import { withTimeLimit } from './time-limit.ts';

export interface SmtpSessionOptions {
  server: SmtpServer;
  /** When true, neither credentials nor a message are sent without encryption. */
  isTlsRequired: boolean;
  /** The time limit for the connection and for each reply. The limit for the whole session is twice this time. */
  timeoutMs: number;
}

export interface SmtpDelivery {
  /** The addresses of the sender and of the recipient, without display names. */
  from: string;
  to: string;
  /** The message with its headers. Every line ends with CR LF, and no line begins with a dot. */
  content: string;
}

/** The client name in EHLO. It is an address literal, because a worker has no host name (RFC 5321 section 4.1.3). */
const CLIENT_NAME = '[127.0.0.1]';
const MAX_REASON_LENGTH = 300;

/**
 * Connects, delivers one message and always closes the connection.
 * @throws Error with host, port and reason, but without any text of the server, if the server did not confirm the
 *   message, for example because it rejected a command, does not offer the required encryption, closed the connection or
 *   was too slow. If only the last reply is missing, the server may have accepted the message.
 */
export async function deliverBySmtp(delivery: SmtpDelivery, options: SmtpSessionOptions): Promise<void> {
  const { server, timeoutMs } = options;
  const connection = new SmtpConnection(server, timeoutMs);
  try {
    const sent = sendMessage(connection, delivery, options);
    await withTimeLimit(2 * timeoutMs, sent, 'The session with the mail server took too long.');
  } catch (error) {
    throw new Error(`Mail not sent by ${server.host}:${server.port}: ${oneLine(error)}`);
  } finally {
    connection.close();
  }
}

async function sendMessage(
  connection: SmtpConnection,
  { from, to, content }: SmtpDelivery,
  { server, isTlsRequired }: SmtpSessionOptions,
): Promise<void> {
  requireReply('2', 'the connection', await connection.readReply());
  const extensions = await openSession(connection);
  if (isTlsRequired && !connection.isEncrypted) {
    throw new Error('The mail server offers no STARTTLS, and this connection must be encrypted.');
  }
  if (server.credentials) await authenticate(connection, server.credentials, extensions);
  const hasDsn = extensions.has('DSN');
  // `RET=HDRS` requests that a report of a failed delivery omits the body, because the body may contain a code.
  await sendCommand('2', connection, `MAIL FROM:<${from}>${hasDsn ? ' RET=HDRS' : ''}`);
  await sendCommand('2', connection, `RCPT TO:<${to}>${hasDsn ? ' NOTIFY=FAILURE' : ''}`);
  await sendCommand('3', connection, 'DATA');
  requireReply('2', 'the message', await connection.exchange(`${content}.`));
  // The server has accepted the message. An error of QUIT is ignored. Otherwise the caller would send the message
  // again.
  await connection.write('QUIT\r\n').catch(() => undefined);
}

/** Introduces the client, and encrypts the connection if the server offers STARTTLS. Returns the extensions. */
async function openSession(connection: SmtpConnection): Promise<Map<string, string>> {
  const extensions = await greet(connection);
  if (connection.isEncrypted || !extensions.has('STARTTLS')) return extensions;
  await sendCommand('2', connection, 'STARTTLS');
  await connection.startTls();
  // The extensions that were announced before TLS are discarded (RFC 3207 section 4.2).
  return greet(connection);
}

/**
 * Sends EHLO, and HELO if the server rejects EHLO. Returns the line of each extension by its name, in upper case. The
 * result is empty after HELO.
 */
async function greet(connection: SmtpConnection): Promise<Map<string, string>> {
  const reply = await connection.exchange(`EHLO ${CLIENT_NAME}`);
  if (!reply.startsWith('2')) {
    await sendCommand('2', connection, `HELO ${CLIENT_NAME}`);
    return new Map();
  }
  const lines = reply
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.slice(4).toUpperCase());
  return new Map(lines.map((line) => [line.split(/[ =]/, 1)[0] ?? '', line]));
}

/**
 * Logs in to the server. A server without the extension AUTH is used without credentials.
 * @throws Error if the server offers no supported method or rejects the credentials
 */
async function authenticate(
  connection: SmtpConnection,
  { username, password }: { username: string; password: string },
  extensions: Map<string, string>,
): Promise<void> {
  const methods = extensions.get('AUTH')?.split(/[ =]/);
  if (!methods) return;
  const [user, secret] = [utf8Binary(username), utf8Binary(password)];
  let reply: string;
  if (methods.includes('PLAIN')) {
    reply = await connection.exchange(`AUTH PLAIN ${btoa(`\0${user}\0${secret}`)}`);
  } else if (methods.includes('LOGIN')) {
    await sendCommand('3', connection, 'AUTH LOGIN');
    requireReply('3', 'the user name', await connection.exchange(btoa(user)));
    reply = await connection.exchange(btoa(secret));
  } else {
    throw new Error('The mail server offers neither AUTH PLAIN nor AUTH LOGIN.');
  }
  if (!reply.startsWith('2')) {
    throw new Error(`The mail server did not accept the credentials (${codesOf(reply)}).`);
  }
}

/** Sends a command. Throws unless the code of the reply begins with `firstDigit` (see `requireReply`). */
async function sendCommand(firstDigit: '2' | '3', connection: SmtpConnection, line: string): Promise<void> {
  requireReply(firstDigit, line.split(/[ :]/, 1)[0] ?? line, await connection.exchange(line));
}

/**
 * Throws unless the code of the reply begins with `firstDigit`: `2` means success, and `3` means that the server
 * expects more input (RFC 5321 section 4.2.1).
 */
function requireReply(firstDigit: '2' | '3', step: string, reply: string): void {
  if (!reply.startsWith(firstDigit)) throw new Error(`The mail server rejected ${step} (${codesOf(reply)}).`);
}

/**
 * The code of a reply and, if present, its enhanced code (RFC 2034), for example `550 5.1.1`. The text of the reply must
 * not be logged, because it can contain the address of the recipient or the credentials.
 */
function codesOf(reply: string): string {
  const [, code, enhancedCode] = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(reply) ?? [];
  return [code ?? 'no code', enhancedCode].filter(Boolean).join(' ');
}

/** The message of an error in one line, without its stack. */
function oneLine(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, ' ').trim().slice(0, MAX_REASON_LENGTH);
}
