/**
 * Runs a worker with the SMTP transport in workerd. The worker trusts a temporary certificate authority and the public
 * certificate authorities.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailRequest, MailResponse } from './mail-worker.ts';
import { PASSWORD, USER } from './smtp-servers.ts';
import { createAuthority, createServerCertificate } from './temporary-certificates.ts';

export const MESSAGE = {
  from: 'Plugs <no-reply@plugs.test>',
  to: 'demo@plugs.test',
  subject: 'Your code',
  text: 'Your code is 123456.\n',
  html: '<p>Your code is <b>123456</b>.</p>\n',
};
/** The correct credentials, followed by `@`, for the URL of a mail server. */
export const CREDENTIALS = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@`;
export const authority = await createAuthority('Temporary authority');
/** A server certificate that the worker trusts. */
export const trustedCertificate = await createServerCertificate(['localhost'], authority);

export interface MailHarness extends AsyncDisposable {
  /** Sends `MESSAGE` to the mail server at this URL. The changes replace fields of the request, such as the message. */
  send(url: string, changes?: Partial<MailRequest>): Promise<MailResponse>;
  /** All log messages of the worker. */
  logMessages(): string[];
}

/** Starts the worker. Each call of `send` is one request to the worker. */
export async function startMailHarness(): Promise<MailHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-mail-'));
  const authorityFile = join(folder, 'authority.pem');
  writeFileSync(authorityFile, authority.cert);
  // miniflare passes the certificates of this file to workerd. The variable is set before wrangler imports miniflare,
  // because miniflare reads the variable only when it is imported.
  process.env.NODE_EXTRA_CA_CERTS = authorityFile;
  // miniflare must make no network calls itself.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const { createTestHarness } = await import('wrangler');
  const main = join(import.meta.dirname, 'mail-worker.ts');
  const config = { name: 'mail-worker', main, compatibility_date: '2026-11-01' };
  const harness = createTestHarness({ root: folder, workers: [{ config }] });
  await harness.listen();
  return {
    async send(url, changes = {}) {
      const body: MailRequest = { url, isTlsRequired: false, timeoutMs: 5000, message: MESSAGE, ...changes };
      const response = await harness.fetch('/', { method: 'POST', body: JSON.stringify(body) });
      return (await response.json()) as MailResponse;
    },
    logMessages: () => harness.getLogs().map(({ message }) => message),
    async [Symbol.asyncDispose]() {
      await harness.close();
      rmSync(folder, { recursive: true });
    },
  };
}
