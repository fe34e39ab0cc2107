/** The SMTP transport in workerd delivers unchanged messages over unencrypted connections, STARTTLS and TLS. */
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CREDENTIALS, type MailHarness, MESSAGE, startMailHarness, trustedCertificate } from './harness.ts';
import { type Delivery, startMailServer, startScriptedServer, USER } from './smtp-servers.ts';

let harness: MailHarness;
const send: MailHarness['send'] = (...request) => harness.send(...request);

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 });
beforeAll(async () => {
  harness = await startMailHarness();
});
afterAll(() => harness[Symbol.asyncDispose]());

/**
 * Parses a delivered message. Its line breaks are CR LF (RFC 5322 section 2.1). They are replaced by LF in the text and
 * in the HTML, because the messages of the tests have LF.
 */
async function parseDelivery(delivery: Delivery | undefined) {
  const mail = await PostalMime.parse(delivery?.raw ?? '');
  return { ...mail, text: mail.text?.replaceAll('\r\n', '\n'), html: mail.html?.replaceAll('\r\n', '\n') };
}

/** The header lines as the server received them. A continuation line is a separate element. */
function headerLines({ raw }: Delivery): string[] {
  return raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n');
}

describe('delivery', () => {
  test('a server without TLS and login receives the message unchanged', async () => {
    await using server = await startMailServer();
    expect(await send(`smtp://localhost:${server.port}`)).toEqual({ ok: 'sent' });
    expect(server.deliveries).toHaveLength(1);
    expect(server.deliveries[0]).toMatchObject({ from: 'no-reply@plugs.test', to: ['demo@plugs.test'] });
    expect(await parseDelivery(server.deliveries[0])).toMatchObject({
      from: { name: 'Plugs', address: 'no-reply@plugs.test' },
      to: [{ address: 'demo@plugs.test' }],
      subject: MESSAGE.subject,
      text: MESSAGE.text,
      html: MESSAGE.html,
    });
  });

  test('the message has the headers Auto-Submitted, Date and Message-ID', async () => {
    await using server = await startMailServer();
    await send(`smtp://localhost:${server.port}`);
    const [delivery] = server.deliveries as [Delivery];
    const lines = headerLines(delivery);
    expect(lines).toContain('Auto-Submitted: auto-generated');
    expect(lines.find((line) => line.startsWith('Date: '))).toMatch(
      /, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/,
    );
    expect(lines.find((line) => line.startsWith('Message-ID: '))).toMatch(/<[\w-]+@plugs\.test>$/);
  });

  test('a server that offers DSN (RFC 3461) is asked to report a failed delivery with the headers only', async () => {
    await using server = await startScriptedServer((line) => {
      if (line === '') return '220 hello';
      return line.startsWith('EHLO') ? '250 DSN' : line === 'DATA' ? '354 go on' : '250 fine';
    });
    await send(`smtp://localhost:${server.port}`);
    expect(server.lines.slice(0, 4)).toEqual([
      'EHLO [127.0.0.1]',
      'MAIL FROM:<no-reply@plugs.test> RET=HDRS',
      'RCPT TO:<demo@plugs.test> NOTIFY=FAILURE',
      'DATA',
    ]);
  });

  test.each(['PLAIN', 'LOGIN'])(
    'credentials are percent-decoded and sent as UTF-8 by AUTH %s',
    async (method) => {
      await using server = await startMailServer({ authMethods: [method], authOptional: false });
      expect(await send(`smtp://${CREDENTIALS}localhost:${server.port}`)).toEqual({ ok: 'sent' });
      expect(server.deliveries[0]?.user).toBe(USER);
    },
  );

  test('a server with an optional login receives the message without credentials', async () => {
    await using server = await startMailServer({ authMethods: ['PLAIN'] });
    expect(await send(`smtp://localhost:${server.port}`)).toEqual({ ok: 'sent' });
    expect(server.deliveries[0]?.user).toBeUndefined();
  });

  test.each([true, false])(
    'a connection to a server with STARTTLS is encrypted before the login; TLS required: %s',
    async (isTlsRequired) => {
      await using server = await startMailServer({
        ...trustedCertificate,
        hideSTARTTLS: false,
        authMethods: ['PLAIN'],
        allowInsecureAuth: false,
      });
      expect(await send(`smtp://${CREDENTIALS}localhost:${server.port}`, { isTlsRequired })).toEqual({
        ok: 'sent',
      });
      expect(server.deliveries[0]).toMatchObject({ user: USER, isEncrypted: true });
    },
  );

  test('smtps uses TLS from the first byte', async () => {
    await using server = await startMailServer({
      ...trustedCertificate,
      secure: true,
      authMethods: ['PLAIN'],
    });
    const url = `smtps://${CREDENTIALS}localhost:${server.port}`;
    expect(await send(url, { isTlsRequired: true })).toEqual({ ok: 'sent' });
    expect(server.deliveries[0]).toMatchObject({ user: USER, isEncrypted: true });
  });
});

describe('text', () => {
  const bodies = {
    'umlauts and emoji': 'Grüße, 🦊 und 漢字\n',
    'a line with a single dot, and lines that begin with one': 'before\n.\n..\n.hidden\nafter\n',
    'a dot as the first and the last line': '.\nbetween\n.\n',
    'equals signs, trailing spaces and tabs': 'a=3D  \n\ttabbed\t\n= \n',
    'a line far longer than 998 characters': `${'word and 🦊 '.repeat(400)}end\n`,
    'lines that look like commands and a boundary': 'QUIT\n\n--mixed_\nRCPT TO:<other@plugs.test>\n',
  };

  test.each(Object.entries(bodies))(
    'text with %s arrives unchanged in the text and the HTML part',
    async (_name, body) => {
      await using server = await startMailServer();
      const message = { ...MESSAGE, text: body, html: `<pre>${body}</pre>\n` };
      expect(await send(`smtp://localhost:${server.port}`, { message })).toEqual({ ok: 'sent' });
      const mail = await parseDelivery(server.deliveries[0]);
      expect(mail.text).toBe(body);
      expect(mail.html).toBe(message.html);
      expect(server.deliveries).toHaveLength(1);
    },
  );

  test.each([
    'Bestätigung für Sie 🦊',
    `Ein sehr langer Betreff: ${'über alle Maßen 🦊 '.repeat(12)}Ende`,
    'A subject in ASCII only that is longer than the recommended length of one header line in RFC 5322',
    'Looks encoded =?UTF-8?Q?but=20is=20not?= at all',
    ' spaces around ',
  ])('the subject "%s" arrives unchanged in ASCII lines of at most 76 characters', async (subject) => {
    await using server = await startMailServer();
    await send(`smtp://localhost:${server.port}`, { message: { ...MESSAGE, subject } });
    const [delivery] = server.deliveries as [Delivery];
    expect((await parseDelivery(delivery)).subject).toBe(subject);
    const [header] = /^Subject: .*(?:\r\n .*)*/m.exec(delivery.raw) ?? [''];
    expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(header.replaceAll('\r\n', '')).toMatch(/^[ -~]+$/);
  });

  test.each([
    ['Plügs 🦊 GmbH', 'Plügs 🦊 GmbH'],
    ['"Plugs, \\"Inc\\" @ home"', 'Plugs, "Inc" @ home'],
    ['Plugs: one; two (three)', 'Plugs: one; two (three)'],
  ])('the display name %s is read as %s by the recipient', async (written, read) => {
    await using server = await startMailServer();
    const from = `${written} <no-reply@plugs.test>`;
    await send(`smtp://localhost:${server.port}`, { message: { ...MESSAGE, from } });
    expect((await parseDelivery(server.deliveries[0])).from).toEqual({
      name: read,
      address: 'no-reply@plugs.test',
    });
  });
});
