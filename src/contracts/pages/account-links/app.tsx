/**
 * The pages under `/account`, for links in e-mails and for the invitation link that `npm run admin` prints. A GET
 * request only shows a form or a failure, because mail scanners open links. The POST request of the form makes the
 * change. The token in the path authorizes the change, and no session is needed. Another site does not have the token,
 * so it cannot forge the request.
 */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod';
import { readRevertLink, revertEmailChange } from '../../../core/accounts/revert-email.ts';
import { acceptInvitation, readInvitation } from '../../../core/administration/accept-invitation.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { requireHttps } from '../../../http/policies/require-https.ts';
import { newRouter } from '../../../http/router.ts';
import { AppError, type FieldProblem } from '../../../rules/app-error.ts';
import { renderPageError } from '../error-pages.tsx';
import { blankForm } from '../form-state.ts';
import { pageHeaders, renderPage } from '../render.ts';
import { DonePage, FailurePage, InvitationPage, RevertPage } from './pages.tsx';

const invitationForm = z.object({ password: z.string().catch('') });

/** Prevents browsers from sending the URL of these pages as a referrer, because the URL contains a secret token. */
const noReferrer = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.res.headers.set('Referrer-Policy', 'no-referrer');
});

/** The pages as a sub-app that renders its own errors. */
export function accountLinkPages() {
  const router = newRouter();
  router.onError(renderFailure);
  router.use('/account/*', noReferrer, pageHeaders, requireHttps, limitBody());

  router.get('/account/revert/:token', async (c) => {
    const { email } = await readRevertLink(c.var.ctx, { token: c.req.param('token') });
    return renderPage(c, 'Restore your address', <RevertPage email={email} />);
  });
  router.post('/account/revert/:token', async (c) => {
    const { email } = await revertEmailChange(c.var.ctx, { token: c.req.param('token') });
    const title = 'Your e-mail address is restored';
    const text = `Your account has the address ${email} again, and every device is signed out. Reset your password now.`;
    return renderPage(
      c,
      title,
      <DonePage title={title} text={text} href="/web/reset" buttonLabel="Reset the password" />,
    );
  });

  router.get('/account/invitation/:token', async (c) => {
    const { email } = await readInvitation(c.var.ctx, { token: c.req.param('token') });
    return showInvitation(c, email, []);
  });
  router.post('/account/invitation/:token', zValidator('form', invitationForm), async (c) => {
    const { ctx } = c.var;
    const token = c.req.param('token');
    const { email } = await readInvitation(ctx, { token });
    try {
      await acceptInvitation(ctx, { token, password: c.req.valid('form').password });
    } catch (error) {
      if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
      return showInvitation(c, email, error.data.problems);
    }
    const title = 'Your password is set';
    return renderPage(
      c,
      title,
      <DonePage
        title={title}
        text={`You can now sign in as ${email}.`}
        href="/web/sign-in"
        buttonLabel="Sign in"
      />,
    );
  });
  return router;
}

/** Responds with the form of an invitation. The form contains the problems of a rejected password, if there are any. */
function showInvitation(c: Context<AppEnv>, email: string, passwordProblems: FieldProblem[]) {
  const problems = passwordProblems.map(({ message }) => ({ field: 'password', message }));
  const page = <InvitationPage email={email} form={{ ...blankForm(), problems }} />;
  return renderPage(c, 'Set your password', page, problems.length > 0 ? 400 : 200);
}

function renderFailure(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  const code = error instanceof AppError ? error.code : 'INTERNAL';
  const title = 'This link cannot be used';
  switch (code) {
    case 'NOT_FOUND': {
      const unusable = 'It has been used, has expired, or is not complete.';
      return renderPage(c, title, <FailurePage title={title} text={unusable} />, 404);
    }
    case 'EMAIL_TAKEN': {
      const taken =
        'Another account has taken this address in the meantime. Every device has been signed out. Contact the administrators.';
      return renderPage(c, title, <FailurePage title={title} text={taken} />, 409);
    }
    default:
      return renderPageError(error, c);
  }
}
