/** The one way mail leaves. Which transport it is, the configuration decides. */

export interface MailMessage {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `kept` is what the development outbox answers: nothing left, the message can be read at `/dev/mail`. */
export type MailOutcome = 'sent' | 'kept';

export interface MailTransport {
  /** @throws Error when the message is refused or did not leave; the caller retries */
  send(message: MailMessage): Promise<MailOutcome>;
}
