/** What operators and developers ask of the service itself. */
import { type Context, Hono } from 'hono';
import { readKeptMail } from '../../core/send-mail.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { reportedError } from '../../http/reported-error.ts';
import { pingDatabase } from '../../store/database.ts';
import { mailPage } from './mail-page.tsx';

/** Health, readiness, public keys, and in development the mail that was kept. */
export function serviceContract() {
  const service = new Hono<AppEnv>({ strict: false });
  service.onError((error, c) => {
    const { code } = reportedError(error, c);
    return c.json({ error: code }, code === 'UNAVAILABLE' ? 503 : 500);
  });
  service.get('/healthz', (c) => c.json({ status: 'ok', version: versionOf(c) }));
  service.get('/readyz', async (c) => {
    await pingDatabase(c.var.ctx.database);
    return c.json({ status: 'ready', version: versionOf(c) });
  });
  service.get('/.well-known/jwks.json', async (c) => c.json((await c.var.ctx.keyRing()).publicJwks));
  service.get('/dev/mail', async (c) => {
    const { ctx } = c.var;
    if (ctx.configuration.environment === 'production') return c.notFound();
    const letters = await readKeptMail(ctx);
    return c.req.header('Accept')?.includes('application/json') ? c.json(letters) : c.html(mailPage(letters));
  });
  service.all('*', (c) => c.json({ error: 'NOT_FOUND' }, 404));
  return service;
}

/** The deployed version; a worker that was never deployed is `local`. */
function versionOf(c: Context<AppEnv>): string {
  return c.env.VERSION?.id || 'local';
}
