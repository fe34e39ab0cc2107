/** Mail by Cloudflare's `send_email` binding. It encodes headers and bodies itself. */
import { assertSafeMessage, parseMailbox } from './safe-message.ts';
import type { MailTransport } from './transport.ts';

/**
 * A transport over the binding, which needs a domain onboarded to Cloudflare Email Service.
 * @throws Error when sending without the binding
 */
export function bindingTransport(binding: SendEmail | undefined): MailTransport {
  return {
    async send(message) {
      if (!binding)
        throw new Error('MAIL_TRANSPORT is "binding" and wrangler.toml names no [[send_email]] binding.');
      assertSafeMessage(message);
      const { name, email } = parseMailbox(message.from);
      await binding.send({
        from: name ? { name, email } : email,
        to: message.to,
        subject: message.subject,
        ...(message.text && { text: message.text }),
        ...(message.html && { html: message.html }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return 'sent';
    },
  };
}
