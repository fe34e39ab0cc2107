/** Sends e-mails to an SMTP server over `cloudflare:sockets`. Nothing is logged. */
import { internetMessage } from './internet-message.ts';
import { assertSafeMessage, parseMailbox } from './safe-message.ts';
import { deliverBySmtp } from './smtp-session.ts';
import { parseSmtpUrl } from './smtp-url.ts';
import type { MailTransport } from './transport.ts';

export interface SmtpTransportOptions {
  /** `smtp://user:password@host:port`, upgraded by STARTTLS if offered, or `smtps://…`. Credentials are optional. */
  url: string;
  /** True in production. Neither credentials nor a message are then sent without TLS. */
  isTlsRequired: boolean;
  /** The time limit for connecting and for each reply, 10,000 by default. A delivery may take twice this time. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * A transport that opens one connection for each message. The certificate must be valid for the host of the URL.
 * Credentials are sent only if the server offers a login.
 * @throws Error immediately when the URL is invalid
 */
export function smtpTransport({
  url,
  isTlsRequired,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: SmtpTransportOptions): MailTransport {
  const server = parseSmtpUrl(url);
  return {
    async send(message) {
      assertSafeMessage(message);
      const { email: from } = parseMailbox(message.from);
      const content = internetMessage(message, crypto.randomUUID(), new Date());
      await deliverBySmtp({ from, to: message.to, content }, { server, isTlsRequired, timeoutMs });
      return 'sent';
    },
  };
}
