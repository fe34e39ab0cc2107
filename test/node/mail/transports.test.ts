/** The outbox and binding transports, and the parsing of mailboxes and SMTP URLs. */
import { describe, expect, test } from 'vitest';
import { bindingTransport } from '../../../src/mail/binding-transport.ts';
import { outboxTransport } from '../../../src/mail/outbox-transport.ts';
import { parseMailbox } from '../../../src/mail/safe-message.ts';
import { parseSmtpUrl } from '../../../src/mail/smtp-url.ts';

const MESSAGE = {
  from: 'Plugs <no-reply@plugs.test>',
  to: 'demo@plugs.test',
  subject: 'Your code',
  text: 'Your code is 123456.\n\nPlugs\n',
  html: '<p>Your code is <b>123456</b>.</p>',
};
const UNSAFE_MESSAGE = { ...MESSAGE, subject: 'Hello\r\nBcc: other@plugs.test' };

describe('the outbox', () => {
  test('the outbox prints a message as one block', async () => {
    const printed: string[] = [];
    expect(await outboxTransport((block) => printed.push(block)).send(MESSAGE)).toBe('outbox');
    expect(printed).toEqual([
      'Mail to demo@plugs.test: Your code\n  | Your code is 123456.\n  | \n  | Plugs',
    ]);
  });

  test('the outbox prints no part of a rejected message', async () => {
    const printed: string[] = [];
    await expect(outboxTransport((block) => printed.push(block)).send(UNSAFE_MESSAGE)).rejects.toThrow(
      'Mail refused',
    );
    expect(printed).toEqual([]);
  });
});

describe('the binding', () => {
  const sent: unknown[] = [];
  const binding: SendEmail = {
    async send(message: unknown) {
      sent.push(message);
      return { messageId: 'id' };
    },
  };

  test('the binding receives the message with a separate sender name and the header Auto-Submitted', async () => {
    expect(await bindingTransport(binding).send(MESSAGE)).toBe('sent');
    expect(sent.splice(0)).toEqual([
      {
        ...MESSAGE,
        from: { name: 'Plugs', email: 'no-reply@plugs.test' },
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
    ]);
  });

  test('the binding is not called for a rejected message', async () => {
    await expect(bindingTransport(binding).send(UNSAFE_MESSAGE)).rejects.toThrow('Mail refused');
    expect(sent).toEqual([]);
  });

  test('an error of the binding is reported without the address of the recipient', async () => {
    const failing: SendEmail = {
      send: () => Promise.reject(new Error(`${MESSAGE.to} is not a verified address`)),
    };
    await expect(bindingTransport(failing).send(MESSAGE)).rejects.toThrow(
      /^Error: \(recipient\) is not a verified address$/,
    );
  });

  test('a missing binding causes an error that names the section of the configuration', async () => {
    await expect(bindingTransport(undefined).send(MESSAGE)).rejects.toThrow('[[send_email]]');
  });
});

describe('a mailbox', () => {
  test.each([
    ['a@b', { email: 'a@b' }],
    [' a@b.test ', { email: 'a@b.test' }],
    ['<a@b.test>', { email: 'a@b.test' }],
    ['Plugs <a@b.test>', { name: 'Plugs', email: 'a@b.test' }],
    ['"Plugs, \\"Inc\\"" <a+c@b-d.test>', { name: 'Plugs, "Inc"', email: 'a+c@b-d.test' }],
  ])('parseMailbox parses the mailbox %s', (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });

  test.each([
    '',
    '@b.test',
    'a@',
    'a@b@c.test',
    'a b@c.test',
    '.a@b.test',
    'a..b@c.test',
    'a@-b.test',
    'a@b.test.',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@b.test`,
    'Plugs <a@b.test> x',
    'Plugs <a@b.test>, <c@d.test>',
    'Plugs\u0085 <a@b.test>',
  ])('parseMailbox rejects the mailbox %j', (text) => {
    expect(() => parseMailbox(text)).toThrow('Mail refused');
  });

  test('parseMailbox rejects two very long mailboxes within 200 ms', () => {
    const startedAtMs = performance.now();
    expect(() => parseMailbox(`${'a.'.repeat(400)}@`)).toThrow('Mail refused');
    expect(() => parseMailbox('<'.repeat(1_000_000))).toThrow('Mail refused');
    expect(performance.now() - startedAtMs).toBeLessThan(200);
  });
});

describe('an SMTP URL', () => {
  test.each([
    ['smtp://mail.test', { host: 'mail.test', port: 587, isImplicitTls: false }],
    ['smtps://mail.test/', { host: 'mail.test', port: 465, isImplicitTls: true }],
    [
      'smtps://api_token:p%2Fw%40%C3%A4@mail.test:2465',
      {
        host: 'mail.test',
        port: 2465,
        isImplicitTls: true,
        credentials: { username: 'api_token', password: 'p/w@ä' },
      },
    ],
  ])('parseSmtpUrl parses the SMTP URL %s', (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });

  test.each([
    '',
    'mail.test:587',
    'https://mail.test',
    'smtp://',
    'smtp://user:se/cret@mail.test',
    'smtp://user:12/secret@mail.test',
    'smtp://user:12?secret@mail.test',
    'smtp://user:%zzsecret@mail.test',
    'smtp://user:%00secret@mail.test',
  ])('parseSmtpUrl rejects the SMTP URL %j with an error that does not contain the secret', (url) => {
    expect(() => parseSmtpUrl(url)).toThrow(/^SMTP_URL(?!.*cret)/);
  });
});
