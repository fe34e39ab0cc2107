/** The interface of the mail transports. The configuration selects one. */

export interface MailMessage {
  /** The sender, with or without a display name: `Plugs <no-reply@example.com>`. */
  from: string;
  /** The address of the recipient, without a display name. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `outbox`: the message was not sent. The page `/dev/mail` shows the message (development only). */
export type MailOutcome = 'sent' | 'outbox';

export interface MailTransport {
  /**
   * Sends a message.
   * @throws Error when the message is rejected or its delivery is not confirmed. The caller tries again later, up to a
   *   maximum number of attempts.
   */
  send(message: MailMessage): Promise<MailOutcome>;
}
