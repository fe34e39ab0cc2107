/** Sends e-mails with Cloudflare's `send_email` binding, which encodes headers and bodies. */
import { assertSafeMessage, parseMailbox } from './safe-message.ts';
import type { MailTransport } from './transport.ts';

/**
 * A transport that uses the binding. The domain of the sender must be registered with Cloudflare Email Service.
 * @throws Error from `send` when the binding is missing, `assertSafeMessage` rejects the message, or the binding fails.
 *   The error does not contain the address of the recipient, because it is logged.
 */
export function bindingTransport(binding: SendEmail | undefined): MailTransport {
  return {
    async send(message) {
      if (!binding)
        throw new Error('MAIL_TRANSPORT is "binding", but wrangler.toml has no [[send_email]] binding.');
      assertSafeMessage(message);
      const { name, email } = parseMailbox(message.from);
      const sent = binding.send({
        from: name ? { name, email } : email,
        to: message.to,
        subject: message.subject,
        ...(message.text && { text: message.text }),
        ...(message.html && { html: message.html }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      await sent.catch((error: unknown) => {
        throw new Error(String(error).replaceAll(message.to, '(recipient)'));
      });
      return 'sent';
    },
  };
}
