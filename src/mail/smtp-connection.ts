/** A connection to an SMTP server over `cloudflare:sockets`: sends command lines and reads replies (RFC 5321). */
import { connect } from 'cloudflare:sockets';
import type { SmtpServer } from './smtp-url.ts';
import { withTimeLimit } from './time-limit.ts';

/** The maximum number of characters of a reply. Without a limit, an endless reply would fill the memory. */
const MAX_REPLY_LENGTH = 65_536;
/** A reply is complete with its first line that has no hyphen after the code (RFC 5321 section 4.2.1). */
const COMPLETE_REPLY = /^(?:\d{3}-[^\n]*\n)*(?!\d{3}-)[^\n]*\n/;

export class SmtpConnection {
  readonly #timeoutMs: number;
  #socket: Socket;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #isEncrypted: boolean;
  #received = '';

  /** Connects in the background. `readReply` waits for the connection. */
  constructor({ host, port, isImplicitTls }: SmtpServer, timeoutMs: number) {
    const secureTransport = isImplicitTls ? 'on' : 'starttls';
    this.#timeoutMs = timeoutMs;
    this.#isEncrypted = isImplicitTls;
    this.#socket = connect({ hostname: host, port }, { secureTransport, allowHalfOpen: false });
    this.#reader = this.#socket.readable.getReader();
    this.#writer = this.#socket.writable.getWriter();
  }

  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /**
   * Reads one reply.
   * @throws Error when the connection fails or the server closes it, or when the server does not complete the reply in
   *   time or sends too much
   */
  readReply(): Promise<string> {
    const message = `The mail server did not reply within ${this.#timeoutMs} ms.`;
    return withTimeLimit(this.#timeoutMs, this.#nextReply(), message);
  }

  /** Sends a command line and reads its reply. */
  async exchange(line: string): Promise<string> {
    await this.write(`${line}\r\n`);
    return this.readReply();
  }

  /** Sends text without waiting for a reply. */
  async write(text: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(text));
  }

  /**
   * Encrypts the connection after the server has accepted STARTTLS.
   * @throws Error when the server sent further text before TLS, or TLS fails or does not begin in time, for example
   *   because the certificate is not valid for the host
   */
  async startTls(): Promise<void> {
    // An attacker on the network can append replies before TLS. Such replies must not count as encrypted
    // (CVE-2011-0411).
    if (this.#received !== '') throw new Error('The mail server sent unexpected text before TLS.');
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#socket = this.#socket.startTls();
    await withTimeLimit(this.#timeoutMs, this.#socket.opened, 'time-out').catch(() => {
      // The error of workerd has only the message "internal error".
      throw new Error('TLS failed after STARTTLS: the certificate must be valid for this host.');
    });
    this.#reader = this.#socket.readable.getReader();
    this.#writer = this.#socket.writable.getWriter();
    this.#isEncrypted = true;
  }

  /** Closes the connection. Errors are ignored, because the connection is not used any more. */
  close(): void {
    this.#socket.close().catch(() => undefined);
  }

  async #nextReply(): Promise<string> {
    await this.#socket.opened;
    const decoder = new TextDecoder();
    for (;;) {
      const complete = COMPLETE_REPLY.exec(this.#received)?.[0];
      if (complete !== undefined) {
        this.#received = this.#received.slice(complete.length);
        return complete;
      }
      if (this.#received.length > MAX_REPLY_LENGTH)
        throw new Error('The mail server sent a reply without end.');
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('The mail server closed the connection.');
      this.#received += decoder.decode(value, { stream: true });
    }
  }
}
