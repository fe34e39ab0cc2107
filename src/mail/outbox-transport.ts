/**
 * The transport for development. It sends nothing and only prints the recipient, the subject and the text of each
 * message, including codes. The configuration rejects this transport in production.
 */
import { assertSafeMessage } from './safe-message.ts';
import type { MailTransport } from './transport.ts';

/** A transport that prints each message with one call of `print`. */
export function outboxTransport(print: (text: string) => void): MailTransport {
  return {
    async send(message) {
      assertSafeMessage(message);
      const lines = [`Mail to ${message.to}: ${message.subject}`, ...message.text.trim().split(/\r?\n/)];
      print(lines.join('\n  | '));
      return 'outbox';
    },
  };
}
