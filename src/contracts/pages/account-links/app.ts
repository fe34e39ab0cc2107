/**
 * The pages of links in e-mails, at the root. A GET shows a form and changes nothing, because mail scanners open links.
 * The POST of the form acts. The token in the path is the only proof, so that a request from another site gains nothing.
 */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { readRevertLink, revertEmailChange } from '../../../core/accounts/revert-email.ts';
import { acceptInvitation, readInvitation } from '../../../core/administration/accept-invitation.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { noStore } from '../../../http/no-store.ts';
import { reportedError } from '../../../http/reported-error.ts';
import { newRouter } from '../../../http/router.ts';
import { AppError } from '../../../rules/app-error.ts';
import { failurePage, invitationPage, invitationUsedPage, revertedPage, revertPage } from './pages.tsx';

const POLICY =
  "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src data:";

const invitationForm = z.object({ password: z.string().catch('') });

/** Sets the headers of a page whose address is a secret: it is neither stored nor sent to another page. */
const pageHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.res.headers.set('Content-Security-Policy', POLICY);
  c.res.headers.set('Referrer-Policy', 'no-referrer');
});

/** The pages as a sub-app that renders its own errors. */
export function accountLinkPages() {
  const router = newRouter();
  router.onError(renderFailure);
  router.use('/account/*', noStore, pageHeaders, limitBody());

  router.get('/account/revert/:token', async (c) => {
    const { email } = await readRevertLink(c.var.ctx, { token: c.req.param('token') });
    return c.html(revertPage(email));
  });
  router.post('/account/revert/:token', async (c) => {
    const { email } = await revertEmailChange(c.var.ctx, { token: c.req.param('token') });
    return c.html(revertedPage(email));
  });

  router.get('/account/invitation/:token', async (c) => {
    const { email } = await readInvitation(c.var.ctx, { token: c.req.param('token') });
    return c.html(invitationPage(email, []));
  });
  router.post('/account/invitation/:token', zValidator('form', invitationForm), async (c) => {
    const { ctx } = c.var;
    const token = c.req.param('token');
    const { email } = await readInvitation(ctx, { token });
    try {
      await acceptInvitation(ctx, { token, password: c.req.valid('form').password });
    } catch (error) {
      if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
      const problems = error.data.problems.map(({ message }) => message);
      return c.html(invitationPage(email, problems), 400);
    }
    return c.html(invitationUsedPage(email));
  });
  return router;
}

function renderFailure(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  const { code } = reportedError(error, c);
  c.header('Cache-Control', 'no-store');
  switch (code) {
    case 'NOT_FOUND':
      return c.html(failurePage('It has been used, has expired, or is not complete.'), 404);
    case 'EMAIL_TAKEN':
      return c.html(
        failurePage(
          'Another account has this address by now. Every device has been signed out. Contact the administrators.',
        ),
        409,
      );
    case 'BODY_TOO_LARGE':
      return c.html(failurePage('The form is too large.'), 413);
    case 'UNAVAILABLE':
      c.header('Retry-After', '5');
      return c.html(failurePage('The service is temporarily unavailable. Try again shortly.'), 503);
    default:
      return c.html(failurePage('An unexpected error occurred.'), 500);
  }
}
