/**
 * A message in the Internet Message Format (RFC 5322) with a text part and an HTML part (RFC 2046 section 5.1.4). Pure.
 * A part without content is left out. The parts are encoded in base64 (RFC 2045 section 6.8), in lines of at most 76
 * characters. No line of a message begins with a dot, so SMTP transmits the message unchanged.
 */
import { dateHeader, mailboxHeader, subjectHeader, utf8Binary } from './header-text.ts';
import { parseMailbox } from './safe-message.ts';
import type { MailMessage } from './transport.ts';

/** Base64 does not contain the character `_`, so no part contains the boundary. */
const BOUNDARY = '=_plugs_part';
const BASE64_LINE = /.{1,76}/g;

/**
 * Renders a message that passed `assertSafeMessage`.
 * @param id the part of `Message-ID` before the `@`, unique for each message
 */
export function internetMessage(message: MailMessage, id: string, date: Date): string {
  const from = parseMailbox(message.from);
  const domain = from.email.slice(from.email.indexOf('@') + 1);
  return [
    `From: ${mailboxHeader(from)}`,
    `To: ${message.to}`,
    `Subject: ${subjectHeader(message.subject)}`,
    `Date: ${dateHeader(date)}`,
    `Message-ID: <${id}@${domain}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    ...(message.text ? mimePart('text/plain', message.text) : []),
    ...(message.html ? mimePart('text/html', message.html) : []),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}

function mimePart(type: string, body: string): string[] {
  const canonical = body.replace(/\r?\n/g, '\r\n');
  return [
    `--${BOUNDARY}`,
    `Content-Type: ${type}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(btoa(utf8Binary(canonical)).match(BASE64_LINE) ?? []),
  ];
}
