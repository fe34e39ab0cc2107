/** The variables of the mail transport. They are parsed at start, so that an invalid value does not stop each e-mail. */
import * as z from 'zod';
import { parseMailbox } from '../../mail/safe-message.ts';
import { parseSmtpUrl } from '../../mail/smtp-url.ts';

/** The schemas of the variables. */
export const mailVariables = {
  MAIL_TRANSPORT: z.enum(['outbox', 'smtp', 'binding']).default('outbox'),
  MAIL_FROM: z
    .string()
    .default('Plugs <no-reply@localhost>')
    .refine((text) => canParse(parseMailbox, text), {
      message: 'the value is one address, for example Plugs <no-reply@example.com>',
    }),
  SMTP_URL: z
    .string()
    .refine((text) => canParse(parseSmtpUrl, text), {
      message: 'the value is a URL smtp://user:password@host:port, with percent-encoded credentials',
    })
    .optional(),
};

interface MailVariables {
  ENVIRONMENT: string;
  MAIL_TRANSPORT: string;
  SMTP_URL?: string | undefined;
}

/**
 * Adds an issue to the validation if the transport `smtp` has no `SMTP_URL`, or if the transport in production does not
 * send e-mails.
 */
export function reportMailIssues(
  { ENVIRONMENT, MAIL_TRANSPORT, SMTP_URL }: MailVariables,
  context: z.core.$RefinementCtx,
): void {
  if (MAIL_TRANSPORT === 'smtp' && !SMTP_URL) {
    const message = 'the mail transport smtp requires this variable';
    context.addIssue({ code: 'custom', path: ['SMTP_URL'], message });
  }
  if (ENVIRONMENT === 'production' && MAIL_TRANSPORT === 'outbox') {
    const message = 'production requires the mail transport smtp or binding';
    context.addIssue({ code: 'custom', path: ['MAIL_TRANSPORT'], message });
  }
}

function canParse(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
