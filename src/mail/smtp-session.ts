/**
 * One message in one SMTP session: worker-mailer with what it lacks. Tied to version 1.2.1, whose private parts it
 * overrides; `package.json` pins it exactly and `test/node/smtp-*.test.ts` hold what is changed.
 */
import { Email, type EmailOptions, LogLevel, WorkerMailer, type WorkerMailerOptions } from 'worker-mailer';
import { utf8Binary } from './header-text.ts';
import type { SmtpServer } from './smtp-url.ts';
import { within } from './within.ts';

export interface SmtpSessionOptions {
  server: SmtpServer;
  /** Nothing, credentials included, goes over a connection that is not encrypted. */
  requireTls: boolean;
  /** For connecting and for each reply; the whole session has twice that. */
  timeoutMs: number;
}

/** No command of ours has a reply near this; a server that never ends one must not fill the memory. */
const REPLY_LENGTH = 65_536;
const REASON_LENGTH = 300;

/** What is private in worker-mailer's types and used here. */
interface Mailer {
  socket: Socket;
  reader: ReadableStreamDefaultReader<Uint8Array>;
  emailSending: Email | null;
  supportsDSN: boolean;
  allowAuth: boolean;
  authTypeSupported: string[];
  initializeSmtpSession(): Promise<void>;
  readTimeout(): Promise<string>;
  writeLine(line: string): Promise<void>;
  tls(): Promise<void>;
  auth(): Promise<void>;
  mail(): Promise<void>;
  rcpt(): Promise<void>;
  data(): Promise<void>;
  body(): Promise<void>;
}

const MailerBase = WorkerMailer as unknown as new (options: WorkerMailerOptions) => Mailer;

/**
 * Connects, delivers one message and closes the connection, whatever happens.
 * @throws Error naming host, port and reason when the server did not take the message, hung up or was too slow
 */
export async function deliverBySmtp(email: EmailOptions, options: SmtpSessionOptions): Promise<void> {
  const session = new SmtpSession(options);
  try {
    await within(2 * options.timeoutMs, session.deliver(email), 'The mail server took too long.');
  } catch (error) {
    const { host, port } = options.server;
    throw new Error(`Mail not sent by ${host}:${port}: ${oneLine(error)}`);
  } finally {
    session.hangUp();
  }
}

class SmtpSession extends MailerBase {
  private readonly options: SmtpSessionOptions;
  private isEncrypted: boolean;

  constructor(options: SmtpSessionOptions) {
    super(workerMailerOptions(options));
    this.options = options;
    this.isEncrypted = options.server.isImplicitTls;
  }

  async deliver(email: EmailOptions): Promise<void> {
    await this.initializeSmtpSession();
    this.emailSending = new Email(email);
    await this.mail();
    await this.rcpt();
    await this.data();
    await this.body();
    // The message is theirs now: a failing farewell must not make the caller send it again.
    await this.writeLine('QUIT').catch(() => undefined);
  }

  hangUp(): void {
    this.socket.close().catch(() => undefined);
  }

  /** The original loops without end, and without yielding to a timer, once the server has closed the connection. */
  override readTimeout(): Promise<string> {
    const { timeoutMs } = this.options;
    return within(timeoutMs, this.reply(), `The mail server did not answer within ${timeoutMs} ms.`);
  }

  private async reply(): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    while (!/(?:^|\n)(?!\d{3}-)[^\n]*\n$/.test(text)) {
      const { done, value } = await this.reader.read();
      if (done) throw new Error('The mail server closed the connection.');
      text += decoder.decode(value, { stream: true });
      if (text.length > REPLY_LENGTH) throw new Error('The mail server answered without end.');
    }
    return text;
  }

  /** RFC 5321: an address literal has brackets (section 4.1.3), a path no space before it (section 3.3). */
  override writeLine(line: string): Promise<void> {
    return super.writeLine(
      line.replace(/^(EHLO|HELO) (.*)$/, '$1 [$2]').replace(/^(MAIL FROM|RCPT TO): </, '$1:<'),
    );
  }

  /** RFC 3207 section 4.2: what the server said before TLS is forgotten. */
  override async tls(): Promise<void> {
    await super.tls();
    await within(this.options.timeoutMs, this.socket.opened, 'time-out').catch(() => {
      // workerd says "internal error" here.
      throw new Error('TLS failed after STARTTLS: the certificate must be valid for this host.');
    });
    this.isEncrypted = true;
    this.supportsDSN = false;
    this.allowAuth = false;
    this.authTypeSupported = [];
  }

  /** The first step after the greeting and STARTTLS: the original goes on in clear when the server offers none. */
  override async auth(): Promise<void> {
    if (this.options.requireTls && !this.isEncrypted) {
      throw new Error('The mail server offers no STARTTLS, and this connection must be encrypted.');
    }
    // A server may announce AUTH and not insist; the original gives up here.
    if (!this.options.server.credentials) return;
    await super.auth().catch((error: unknown) => {
      // Of a reply to credentials only the code is kept.
      const code = /: ([2-5]\d\d)\b/.exec(String(error))?.[1];
      throw code ? new Error(`The mail server did not accept the credentials (${code}).`) : error;
    });
  }
}

function workerMailerOptions({ server, timeoutMs }: SmtpSessionOptions): WorkerMailerOptions {
  const { host, port, isImplicitTls, credentials } = server;
  return {
    host,
    port,
    secure: isImplicitTls,
    startTls: !isImplicitTls,
    ...(credentials && {
      credentials: {
        username: utf8Binary(credentials.username),
        password: utf8Binary(credentials.password),
      },
    }),
    authType: ['plain', 'login'],
    // RFC 3461: tell the sender of a failure, without repeating the body, which may hold a code.
    dsn: { RET: { HEADERS: true }, NOTIFY: { FAILURE: true } },
    logLevel: LogLevel.NONE,
    socketTimeoutMs: timeoutMs,
  };
}

/** The reason without its stack, and a server's reply without its line breaks. */
function oneLine(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, ' ').trim().slice(0, REASON_LENGTH);
}
