/**
 * Sends one message in one SMTP session. It extends worker-mailer and corrects errors by overriding private members of
 * version 1.2.1. `package.json` pins that version, and `test/node/mail/smtp-*.test.ts` test the corrections.
 */
import { Email, type EmailOptions, LogLevel, WorkerMailer, type WorkerMailerOptions } from 'worker-mailer';
import { utf8Binary } from './header-text.ts';
import type { SmtpServer } from './smtp-url.ts';
import { within } from './within.ts';

export interface SmtpSessionOptions {
  server: SmtpServer;
  /** When true, neither credentials nor a message are sent without encryption. */
  requireTls: boolean;
  /** The time limit for connecting and for each reply. The limit for the whole session is twice that. */
  timeoutMs: number;
}

/** The maximum number of characters of a reply. Without a limit, an endless reply would fill the memory. */
const REPLY_LENGTH = 65_536;
const REASON_LENGTH = 300;

/** The private members of worker-mailer that are used here. */
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
 * Connects, delivers one message and always closes the connection.
 * @throws Error with host, port and reason when the server rejected the message, closed the connection or was too slow
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
    // The server has accepted the message. An error of QUIT is ignored, so that the caller does not send it again.
    await this.writeLine('QUIT').catch(() => undefined);
  }

  hangUp(): void {
    this.socket.close().catch(() => undefined);
  }

  /** Replaces a method that loops forever when the server has closed the connection, and never yields to a timer. */
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

  /** Corrects commands by RFC 5321: brackets for address literals (4.1.3), and no space before a path (3.3). */
  override writeLine(line: string): Promise<void> {
    return super.writeLine(
      line.replace(/^(EHLO|HELO) (.*)$/, '$1 [$2]').replace(/^(MAIL FROM|RCPT TO): </, '$1:<'),
    );
  }

  /** Discards the capabilities that the server announced before TLS (RFC 3207 section 4.2). */
  override async tls(): Promise<void> {
    await super.tls();
    await within(this.options.timeoutMs, this.socket.opened, 'time-out').catch(() => {
      // The message of workerd is only "internal error".
      throw new Error('TLS failed after STARTTLS: the certificate must be valid for this host.');
    });
    this.isEncrypted = true;
    this.supportsDSN = false;
    this.allowAuth = false;
    this.authTypeSupported = [];
  }

  /**
   * The first step after the greeting and STARTTLS. Checks for TLS here, because worker-mailer continues unencrypted if
   * the server does not offer STARTTLS.
   */
  override async auth(): Promise<void> {
    if (this.options.requireTls && !this.isEncrypted) {
      throw new Error('The mail server offers no STARTTLS, and this connection must be encrypted.');
    }
    // A server may announce AUTH and not require it. worker-mailer then fails if there are no credentials.
    if (!this.options.server.credentials) return;
    await super.auth().catch((error: unknown) => {
      // The reply can contain the credentials, so only its code is used.
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
    // RFC 3461: report a failure to the sender without the body, which may contain a code.
    dsn: { RET: { HEADERS: true }, NOTIFY: { FAILURE: true } },
    logLevel: LogLevel.NONE,
    socketTimeoutMs: timeoutMs,
  };
}

/** The message of an error in one line, without its stack. */
function oneLine(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, ' ').trim().slice(0, REASON_LENGTH);
}
