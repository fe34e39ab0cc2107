/** Sign-in with Plex. The page shows a link to the sign-in at Plex, its QR code, and the button "Continue". */
import { createMiddleware } from 'hono/factory';
import { finishPlexPin, startPlexPin } from '../../../core/sign-in/log-in-with-plex.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import * as z from '../../../http/openapi/zod.ts';
import { newRouter } from '../../../http/router.ts';
import { plexAuthUrl } from '../../../plex/plex-api.ts';
import { AppError } from '../../../rules/app-error.ts';
import { Icon } from '../components/icon.tsx';
import { CardPage } from '../components/layouts.tsx';
import { MessageFlash } from '../components/messages.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { readJsonCookie, removeCookie, writeJsonCookie } from '../cookies.ts';
import { blankForm, type FormState } from '../form-state.ts';
import { type ShowForm, submit, validForm } from '../forms.ts';
import { redirectTo, renderPage } from '../render.ts';
import { PAGE_CLIENT, startSession } from '../session.ts';
import { next } from './account-fields.ts';
import { nextPath, signInPath } from './next-path.ts';
import { noticeOf } from './notices.ts';

/**
 * The cookie of a started sign-in. It contains the sealed id and the code of the PIN, and the path to show afterwards.
 */
const STEP_COOKIE = 'plugs_plex';
const MIN_STEP_SECONDS = 60;
const MAX_STEP_SECONDS = 30 * 60;
const stepSchema = z.object({
  id: z.string().max(300),
  code: z.string().max(100),
  next: z.string().max(2000),
});

export const plexPages = newRouter();

/** Middleware that rejects a request with 404 if Plex is not configured. */
const requirePlex = createMiddleware<AppEnv>(async (c, following) => {
  if (!c.get('ctx').configuration.plex.isConfigured) throw new AppError('NOT_FOUND');
  await following();
});

/** Shows the page of a started sign-in. Without a started sign-in, the browser is redirected to the sign-in page. */
const showPlexPage: ShowForm = (c, form, status) => {
  const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
  if (!step) return redirectTo(c, '/web/sign-in');
  const url = plexAuthUrl(c.get('ctx').configuration.plex, step.code);
  return renderPage(c, 'Sign in with Plex', <PlexPage form={form} url={url} />, status);
};

plexPages.post('/web/plex', requirePlex, validForm(z.object({ next }), showPlexPage), async (c) => {
  const { sealedId, code, expiresAtMs } = await startPlexPin(c.var.ctx);
  writeJsonCookie(
    c,
    STEP_COOKIE,
    { id: sealedId, code, next: nextPath(c.req.valid('form').next) },
    stepCookieLifetimeSeconds(expiresAtMs - c.var.ctx.nowMs),
  );
  return redirectTo(c, '/web/plex');
});

plexPages.get('/web/plex', requirePlex, (c) => {
  const message = noticeOf(c.req.query('notice'));
  return showPlexPage(c, message ? { ...blankForm(), message } : blankForm(), 200);
});

/**
 * Signs in after the user has confirmed the PIN at Plex. Before the confirmation, the page is shown again with a notice.
 * Without a valid cookie, or with an expired or used PIN, the browser is redirected to the sign-in page.
 */
plexPages.post('/web/plex/continue', requirePlex, (c) =>
  submit(c, showPlexPage, async () => {
    const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
    if (!step) return redirectTo(c, '/web/sign-in?notice=plex-expired');
    try {
      const signedIn = await finishPlexPin(c.var.ctx, { sealedId: step.id, client: PAGE_CLIENT });
      if (!signedIn) return redirectTo(c, '/web/plex?notice=plex-waiting');
      startSession(c, signedIn.tokens);
    } catch (error) {
      if (!(error instanceof AppError && error.is('NOT_FOUND'))) throw error;
      return redirectTo(c, '/web/sign-in?notice=plex-expired');
    }
    removeCookie(c, STEP_COOKIE);
    return redirectTo(c, nextPath(step.next));
  }),
);

/**
 * The lifetime of the cookie: the remaining lifetime of the PIN, but at least 1 minute and at most 30 minutes. It is
 * limited, because Plex sets the lifetime of the PIN and can send any value.
 */
function stepCookieLifetimeSeconds(lifetimeMs: number): number {
  return Math.min(MAX_STEP_SECONDS, Math.max(MIN_STEP_SECONDS, Math.floor(lifetimeMs / 1000)));
}

function PlexPage({ form, url }: { form: FormState; url: string }) {
  const { message } = form;
  return (
    <CardPage title="Sign in with Plex" foot={<a href={signInPath()}>Sign in another way</a>}>
      {message && <MessageFlash message={message} />}
      <div class="with-qr">
        <QrCode text={url} label="The link to Plex as a QR code" />
        <ol class="stack stack-tight">
          <li>1. Open Plex here, or scan the code with a phone.</li>
          <li>2. Confirm the sign-in there.</li>
          <li>3. Come back and continue.</li>
        </ol>
      </div>
      <a class="button wide-button" href={url} target="_blank" rel="noopener noreferrer">
        <Icon name="external-link" />
        Open Plex
      </a>
      <form method="post" action="/web/plex/continue">
        <button class="button primary wide-button" type="submit">
          Continue
        </button>
      </form>
    </CardPage>
  );
}
