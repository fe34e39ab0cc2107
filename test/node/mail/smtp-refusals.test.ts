/**
 * The SMTP transport in workerd rejects unsafe messages, connections and certificates, and handles servers that do not
 * follow the protocol.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { authority, CREDENTIALS, type MailHarness, MESSAGE, startMailHarness } from './harness.ts';
import { startMailServer, startScriptedServer, USER } from './smtp-servers.ts';
import { createAuthority, createServerCertificate } from './temporary-certificates.ts';

let harness: MailHarness;
const send: MailHarness['send'] = (...request) => harness.send(...request);

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 });
beforeAll(async () => {
  harness = await startMailHarness();
});
afterAll(() => harness[Symbol.asyncDispose]());

describe('rejected messages, connections and credentials', () => {
  const injectedHeader = 'Bcc: other@plugs.test';
  const unsafeChanges: [string, Partial<typeof MESSAGE>][] = [
    ['CR LF in the subject', { subject: `Hello\r\n${injectedHeader}` }],
    ['a bare LF in the subject', { subject: `Hello\n${injectedHeader}` }],
    ['a bare CR in the subject', { subject: `Hello\r${injectedHeader}` }],
    ['NUL in the subject', { subject: 'Hello\0' }],
    ['CR LF in the display name', { from: `Plugs\r\n${injectedHeader}\r\n <no-reply@plugs.test>` }],
    ['NUL in the display name', { from: 'Pl\0ugs <no-reply@plugs.test>' }],
    ['CR LF in the sender', { from: 'no-reply@plugs.test>\r\nRCPT TO:<other@plugs.test' }],
    ['LF after the recipient', { to: 'demo@plugs.test\n' }],
    ['CR LF in the recipient', { to: `demo@plugs.test\r\n${injectedHeader}` }],
    ['NUL in the recipient', { to: 'demo\0@plugs.test' }],
    ['a display name with angle brackets', { from: '"Plugs <at> home" <no-reply@plugs.test>' }],
    ['a second recipient', { to: 'demo@plugs.test, other@plugs.test' }],
    ['a recipient with a closing angle bracket', { to: 'demo@plugs.test> NOTIFY=NEVER' }],
    ['a recipient with a display name', { to: 'Demo <demo@plugs.test>' }],
    ['a recipient without a domain', { to: 'demo' }],
    ['a recipient with a letter that is not ASCII', { to: 'dömo@plugs.test' }],
    ['a recipient of 255 characters', { to: `d@${'a.'.repeat(125)}abc` }],
    ['no text and no html', { text: '', html: '' }],
  ];

  test.each(unsafeChanges)('%s is rejected before a connection is opened', async (_name, changes) => {
    await using server = await startMailServer();
    const response = await send(`smtp://localhost:${server.port}`, { message: { ...MESSAGE, ...changes } });
    expect(response).toEqual({ error: expect.stringMatching(/^Error: Mail refused: /) });
    expect(server.connectionCount()).toBe(0);
    expect(server.deliveries).toEqual([]);
  });

  test('if TLS is required, a server without STARTTLS receives only EHLO', async () => {
    await using server = await startScriptedServer((line) =>
      line === '' ? '220 hello' : line.startsWith('EHLO') ? '250-hello\r\n250 AUTH PLAIN LOGIN' : '250 go on',
    );
    const response = await send(`smtp://${CREDENTIALS}localhost:${server.port}`, { isTlsRequired: true });
    expect(response).toEqual({ error: expect.stringContaining('offers no STARTTLS') });
    expect(server.lines).toEqual(['EHLO [127.0.0.1]']);
  });

  test('if TLS is required, a server that rejects EHLO receives only EHLO and HELO', async () => {
    await using server = await startScriptedServer((line) =>
      line === '' ? '220 hello' : line.startsWith('EHLO') ? '500 what?' : '250 go on',
    );
    const response = await send(`smtp://${CREDENTIALS}localhost:${server.port}`, { isTlsRequired: true });
    expect(response).toEqual({ error: expect.stringContaining('offers no STARTTLS') });
    expect(server.lines).toEqual(['EHLO [127.0.0.1]', 'HELO [127.0.0.1]']);
  });

  test.each([true, false])(
    'if the server offers STARTTLS and then rejects it, nothing more is sent; TLS required: %s',
    async (isTlsRequired) => {
      await using server = await startScriptedServer((line) =>
        line === ''
          ? '220 hello'
          : line.startsWith('EHLO')
            ? '250-STARTTLS\r\n250 AUTH PLAIN'
            : '454 not now',
      );
      const response = await send(`smtp://${CREDENTIALS}localhost:${server.port}`, { isTlsRequired });
      expect(response).toHaveProperty('error');
      expect(server.lines).toEqual(['EHLO [127.0.0.1]', 'STARTTLS']);
    },
  );

  test('text that the server sends between its reply to STARTTLS and the TLS handshake is an error', async () => {
    await using server = await startScriptedServer((line) => {
      if (line === '') return '220 hello';
      return line.startsWith('EHLO') ? '250 STARTTLS' : '220 go on\r\n250 AUTH PLAIN';
    });
    const response = await send(`smtp://${CREDENTIALS}localhost:${server.port}`);
    expect(response).toEqual({ error: expect.stringContaining('unexpected text before TLS') });
    expect(server.lines).toEqual(['EHLO [127.0.0.1]', 'STARTTLS']);
  });

  test.each(['PLAIN', 'LOGIN'])(
    'a wrong password with AUTH %s is an error without the reply of the server, which contains the credentials',
    async (method) => {
      await using server = await startMailServer({ authMethods: [method] });
      const response = await send(`smtp://${encodeURIComponent(USER)}:wrong-word@localhost:${server.port}`);
      expect(response).toEqual({
        error: expect.stringMatching(
          /^Error: Mail not sent by localhost:\d+: The mail server did not accept the credentials \(535\)\.$/,
        ),
      });
      expect(server.deliveries).toEqual([]);
    },
  );

  test.each([
    ['550 <demo@plugs.test> is unknown', '550'],
    ['550 5.1.1 <demo@plugs.test> is unknown', '550 5.1.1'],
    ['550-5.1.1 The account\r\n550 5.1.1 demo@plugs.test does not exist', '550 5.1.1'],
    ['demo@plugs.test is unknown', 'no code'],
  ])(
    'a recipient that the server rejects with the reply %j is an error with the codes %s, without the text of the reply',
    async (reply, codes) => {
      await using server = await startScriptedServer((line) => {
        if (line === '') return '220 hello';
        return line.startsWith('RCPT') ? reply : '250 go on';
      });
      const response = await send(`smtp://localhost:${server.port}`);
      expect(response).toEqual({
        error: `Error: Mail not sent by localhost:${server.port}: The mail server rejected RCPT (${codes}).`,
      });
    },
  );
});

describe('certificates', async () => {
  const unknownAuthority = await createAuthority('Temporary authority');
  const untrusted = [
    ['that is self-signed', await createServerCertificate(['localhost'])],
    ['for another host', await createServerCertificate(['mail.plugs.test'], authority)],
    ['of an unknown authority', await createServerCertificate(['localhost'], unknownAuthority)],
  ] as const;

  test.each(untrusted)('a certificate %s is rejected with smtps', async (_name, certificate) => {
    await using server = await startMailServer({ ...certificate, secure: true, authMethods: ['PLAIN'] });
    const response = await send(`smtps://${CREDENTIALS}localhost:${server.port}`, { isTlsRequired: true });
    expect(response).toEqual({ error: expect.stringContaining('cannot connect') });
    expect(server.deliveries).toEqual([]);
  });

  test.each(untrusted)(
    'a certificate %s is rejected after STARTTLS, and no message is delivered',
    async (_name, certificate) => {
      await using server = await startMailServer({
        ...certificate,
        hideSTARTTLS: false,
        authMethods: ['PLAIN'],
      });
      const response = await send(`smtp://${CREDENTIALS}localhost:${server.port}`);
      expect(response).toEqual({ error: expect.stringContaining('TLS') });
      expect(server.deliveries).toEqual([]);
    },
  );
});

describe('servers that do not follow the protocol', () => {
  /** The reply of a server that accepts every command. */
  const successReply = (line: string) =>
    line === '' ? '220 hello' : line === 'DATA' ? '354 go on' : '250 fine';
  /** The beginnings of the client's lines at which the server fails. The empty text stands for the greeting. */
  const failingCommands = ['', 'EHLO', 'MAIL', 'RCPT', 'DATA'];

  test.each(failingCommands)(
    'a server that stops responding at "%s" causes an error after the timeout',
    async (command) => {
      await using server = await startScriptedServer((line) =>
        line.startsWith(command) ? null : successReply(line),
      );
      const startedAtMs = performance.now();
      const response = await send(`smtp://localhost:${server.port}`, { timeoutMs: 150 });
      expect(response).toEqual({ error: expect.stringContaining('did not reply within 150 ms') });
      expect(performance.now() - startedAtMs).toBeLessThan(1500);
    },
  );

  test('a server that is slow at every step, but within the timeout, causes an error before DATA', async () => {
    await using server = await startScriptedServer(successReply, 220);
    const response = await send(`smtp://localhost:${server.port}`, { timeoutMs: 400 });
    expect(response).toEqual({ error: expect.stringContaining('took too long') });
    expect(server.lines).not.toContain('DATA');
  });

  test('a reply that does not end causes an error', async () => {
    await using server = await startScriptedServer((line) =>
      line.startsWith('EHLO') ? '250-and\r\n'.repeat(10_000) : successReply(line),
    );
    const response = await send(`smtp://localhost:${server.port}`, { timeoutMs: 1000 });
    expect(response).toEqual({ error: expect.stringContaining('without end') });
  });

  test.each(failingCommands)(
    'a server that closes the connection at "%s" causes an error that states this',
    async (command) => {
      await using server = await startScriptedServer((line) =>
        line.startsWith(command) ? 'close' : successReply(line),
      );
      expect(await send(`smtp://localhost:${server.port}`)).toEqual({
        error: expect.stringContaining('closed'),
      });
    },
  );

  test('a connection that the server closes after it accepted the message is not an error', async () => {
    await using server = await startScriptedServer((line) => {
      if (line === 'QUIT') return 'close';
      return /^(|\.|DATA|EHLO.*|MAIL.*|RCPT.*)$/.test(line) ? successReply(line) : null;
    });
    expect(await send(`smtp://localhost:${server.port}`)).toEqual({ ok: 'sent' });
  });

  test('a connection to a closed port is an error', async () => {
    const server = await startScriptedServer(() => null);
    await server[Symbol.asyncDispose]();
    expect(await send(`smtp://localhost:${server.port}`)).toEqual({
      error: expect.stringContaining(`localhost:${server.port}: `),
    });
  });

  test('the worker logs only the failed TLS handshakes that workerd reports', () => {
    const logged = harness.logMessages();
    expect(logged.filter((message) => !message.includes('TLS handshake failed'))).toEqual([]);
  });
});
