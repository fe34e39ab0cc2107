/** The error responses of the webhook. Telegram reads only the status. The error code in the body is for developers. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { challengeHeaders, reportedError } from '../../http/reported-error.ts';
import type { ErrorCode } from '../../rules/app-error.ts';

const STATUSES: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  MALFORMED_BODY: 400,
  NOT_AUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNAVAILABLE: 503,
};

/** The error handler of the webhook. An error whose code is not in `STATUSES` has the status 500. */
export function renderWebhookError(error: Error, c: Context<AppEnv>): Response {
  const { code } = reportedError(error, c);
  const status = STATUSES[code] ?? 500;
  return c.json({ error: code }, status, challengeHeaders(status, code));
}
