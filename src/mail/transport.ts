/** The interface of the mail transports. The configuration selects one. */

export interface MailMessage {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `outbox`: the message was not sent. It is shown at `/dev/mail` (development only). */
export type MailOutcome = 'sent' | 'outbox';

export interface MailTransport {
  /** @throws Error when the message is rejected or was not sent. The caller retries. */
  send(message: MailMessage): Promise<MailOutcome>;
}
