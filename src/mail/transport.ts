/** The one way mail leaves. Which transport it is, the configuration decides. */

export interface MailMessage {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `outbox`: the message was not sent, it is shown at `/dev/mail` (development only). */
export type MailOutcome = 'sent' | 'outbox';

export interface MailTransport {
  /** @throws Error when the message is refused or did not leave; the caller retries */
  send(message: MailMessage): Promise<MailOutcome>;
}
