/**
 * The webhook of the Telegram bot. Telegram sends an update again until the status is 2xx. Therefore the status is
 * 200 for an update that Telegram must not repeat. It is 503 if storage fails, or `MAX_RESPONSE_MS` passes, before the
 * update has an effect. A request that is not a valid update of Telegram gets a status of `errors.ts`.
 */
import { zValidator } from '@hono/zod-validator';
import { createMiddleware } from 'hono/factory';
import { equalSecrets } from '../../crypto/compare.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { limitBody } from '../../http/limit-body.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { renderWebhookError } from './errors.ts';
import { handleUpdate } from './handle-update.ts';
import { updateSchema } from './update-schema.ts';

const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const MAX_UPDATE_BYTES = 1024 * 1024;
/**
 * The maximum time before the response. A handler that needs more time continues after the response. Telegram waits up
 * to 60 seconds for a response, and sends the next update of the chat only after it has received the response.
 */
const MAX_RESPONSE_MS = 4_500;

/** The contract as a sub-app that renders its own errors. */
export function telegramContract() {
  const router = newRouter();
  router.onError(renderWebhookError);
  router.post(
    '/telegram/webhook',
    requireHttps,
    requireSecret,
    limitBody(MAX_UPDATE_BYTES),
    zValidator('json', updateSchema, (result) => {
      if (!result.success) throw new AppError('MALFORMED_BODY');
    }),
    async (c) => {
      const { ctx } = c.var;
      const handling = handleUpdate(ctx, c.req.valid('json'));
      ctx.waitUntil(handling.done.catch(() => undefined));
      const isDone = await Promise.race([handling.done.then(() => true), scheduler.wait(MAX_RESPONSE_MS)]);
      // The update has had no effect yet, so Telegram must send it again. If this handler still completes the update,
      // the repeated update has no effect.
      if (!isDone && !handling.isHandled()) throw unavailable();
      return c.body(null, 200);
    },
  );
  return router;
}

/**
 * Rejects a request before its body is read: with 404 if the bot is not configured, and with 401 if the secret is
 * wrong or missing. The secrets are compared in constant time.
 */
const requireSecret = createMiddleware<AppEnv>(async (c, next) => {
  const { telegram } = c.get('ctx').configuration;
  if (!telegram) throw new AppError('NOT_FOUND');
  const sent = c.req.header(SECRET_HEADER) ?? '';
  if (!equalSecrets(sent, telegram.webhookSecret)) throw new AppError('NOT_AUTHENTICATED');
  await next();
});
