/** The worker of the SMTP tests. Each request sends one message with the transport options in the body of the request. */
import { type SmtpTransportOptions, smtpTransport } from '../../../src/mail/smtp-transport.ts';
import type { MailMessage } from '../../../src/mail/transport.ts';

export interface MailRequest extends SmtpTransportOptions {
  message: MailMessage;
}

/** The outcome of the transport, or its error as text. */
export type MailResponse = { ok: string } | { error: string };

const worker: ExportedHandler = {
  async fetch(request): Promise<Response> {
    const { message, ...options } = await request.json<MailRequest>();
    const response = await smtpTransport(options)
      .send(message)
      .then(
        (outcome): MailResponse => ({ ok: outcome }),
        (error: unknown): MailResponse => ({ error: String(error) }),
      );
    return Response.json(response);
  },
};

// biome-ignore lint/style/noDefaultExport: workerd starts a default export.
export default worker;
