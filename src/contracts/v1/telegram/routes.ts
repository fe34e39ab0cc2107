/** The routes of the link between an account and a Telegram user. */
import { createRoute } from '@hono/zod-openapi';
import { endOwnLink, readOwnLink } from '../../../core/telegram/end-link.ts';
import { createLinkCode } from '../../../core/telegram/link-codes.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS } from '../../../http/openapi/documented-errors.ts';
import { emptyResponse, jsonResponse } from '../../../http/openapi/json-content.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { OwnLink } from '../../../store/telegram/links.ts';
import { routeGroup } from '../route-group.ts';
import { linkCodeExample, linkCodeSchema, linkExample, linkSchema } from './schemas.ts';

const { router, failures } = routeGroup('device');
const shared = {
  tags: ['Telegram'],
  path: '/telegram/link',
  middleware: requireBearer,
  security: [{ bearer: [] }],
};

/** The routes of the link with Telegram. */
export const telegramRoutes = router;

const createCodeRoute = createRoute({
  ...shared,
  method: 'post',
  operationId: 'createTelegramLinkCode',
  summary: 'Create a code that links a Telegram user',
  description:
    'The user opens `deep_link` or sends `command` to the bot, and confirms the link in the chat. A previous code becomes invalid. The response is 404 if the service has no bot.',
  responses: documentNoStore({
    200: jsonResponse(linkCodeSchema, 'The code', linkCodeExample),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  }),
});

router.openapi(createCodeRoute, async (c) => {
  const { code, deepLink, expiresAtMs } = await createLinkCode(c.var.ctx);
  return c.json(
    { code, deep_link: deepLink, command: `/link ${code}`, expires_at: isoTime(expiresAtMs) },
    200,
  );
});

const readLinkRoute = createRoute({
  ...shared,
  method: 'get',
  operationId: 'readTelegramLink',
  summary: 'Read the link with Telegram',
  description: 'Without a link, `is_linked` is false and all other fields are `null`.',
  responses: documentNoStore({
    200: jsonResponse(linkSchema, 'The link', linkExample),
    ...failures(BEARER_ERRORS),
  }),
});

router.openapi(readLinkRoute, async (c) => c.json(renderLink(await readOwnLink(c.var.ctx)), 200));

const endLinkRoute = createRoute({
  ...shared,
  method: 'delete',
  operationId: 'endTelegramLink',
  summary: 'End the link with Telegram',
  description: 'The bot no longer has access to the account. Without a link, nothing happens.',
  responses: documentNoStore({
    204: emptyResponse('The link has ended'),
    ...failures(BEARER_ERRORS),
  }),
});

router.openapi(endLinkRoute, async (c) => {
  await endOwnLink(c.var.ctx);
  return c.body(null, 204);
});

function renderLink(link: OwnLink | null) {
  return {
    is_linked: link !== null,
    session_id: link?.sessionId ?? null,
    telegram_user_id: link?.telegramUserId ?? null,
    telegram_username: link?.telegramUsername ?? null,
    linked_at: link && isoTime(link.linkedAtMs),
    last_activity: link && isoTime(link.lastActivityAtMs),
    expires_at: link && isoTime(link.expiresAtMs),
  };
}
