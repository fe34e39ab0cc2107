/** The routes that reset a forgotten password in three steps: e-mail address, code from the e-mail, new password. */
import type { Context } from 'hono';
import {
  requestPasswordReset,
  resetPassword,
  verifyResetCode,
} from '../../../core/passwords/reset-password.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import * as z from '../../../http/openapi/zod.ts';
import { newRouter } from '../../../http/router.ts';
import { AppError } from '../../../rules/app-error.ts';
import { readJsonCookie, removeCookie, writeJsonCookie } from '../cookies.ts';
import { blankForm } from '../form-state.ts';
import { type ShowForm, submit, validForm } from '../forms.ts';
import { redirectTo, renderPage } from '../render.ts';
import { code, email, password } from './account-fields.ts';
import { noticeOf } from './notices.ts';
import { AddressPage, CodePage, NewPasswordPage } from './reset-pages.tsx';

/**
 * The cookie of a started reset. It contains the e-mail address and, after the correct code was entered, the reset
 * token. The reset token must not be in a URL or in a page.
 */
const STEP_COOKIE = 'plugs_reset';
const STEP_LIFETIME_SECONDS = 30 * 60;
const stepSchema = z.object({ email, token: z.string().max(100).optional() });

export const resetPages = newRouter();

const showAddress: ShowForm = (c, form, status) =>
  renderPage(c, 'Reset the password', <AddressPage form={form} />, status);

resetPages.get('/web/reset', (c) => {
  const message = noticeOf(c.req.query('notice'));
  const form = blankForm({ email: readJsonCookie(c, STEP_COOKIE, stepSchema)?.email ?? '' });
  return showAddress(c, message ? { ...form, message } : form, 200);
});

resetPages.post('/web/reset', validForm(z.object({ email }), showAddress), (c) =>
  submit(c, showAddress, () => sendCode(c, c.req.valid('form').email)),
);

const showCode: ShowForm = (c, form, status) => {
  const address = readJsonCookie(c, STEP_COOKIE, stepSchema)?.email;
  if (!address) return redirectTo(c, '/web/reset');
  return renderPage(c, 'Enter the code', <CodePage form={form} email={address} />, status);
};

resetPages.get('/web/reset/code', (c) => {
  const message = noticeOf('code-sent');
  return showCode(c, message ? { ...blankForm(), message } : blankForm(), 200);
});

resetPages.post('/web/reset/code', validForm(z.object({ otp_code: code }), showCode), (c) =>
  submit(c, showCode, async () => {
    const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
    if (!step) return redirectTo(c, '/web/reset');
    const token = await verifyResetCode(c.var.ctx, {
      email: step.email,
      code: c.req.valid('form').otp_code,
    });
    writeJsonCookie(c, STEP_COOKIE, { email: step.email, token }, STEP_LIFETIME_SECONDS);
    return redirectTo(c, '/web/reset/password');
  }),
);

resetPages.post('/web/reset/again', (c) =>
  submit(c, showCode, async () => {
    const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
    return step ? sendCode(c, step.email) : redirectTo(c, '/web/reset');
  }),
);

const showNewPassword: ShowForm = (c, form, status) => {
  const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
  if (!step?.token) return redirectTo(c, '/web/reset');
  return renderPage(c, 'Choose a new password', <NewPasswordPage form={form} email={step.email} />, status);
};

resetPages.get('/web/reset/password', (c) => showNewPassword(c, blankForm(), 200));

resetPages.post(
  '/web/reset/password',
  validForm(z.object({ new_password: password }), showNewPassword),
  (c) =>
    submit(c, showNewPassword, async () => {
      const step = readJsonCookie(c, STEP_COOKIE, stepSchema);
      if (!step?.token) return redirectTo(c, '/web/reset?notice=reset-again');
      const newPassword = c.req.valid('form').new_password;
      try {
        await resetPassword(c.var.ctx, { email: step.email, newPassword, token: step.token });
      } catch (error) {
        // The token is no longer valid (for example, the form was sent twice), or the account is deactivated.
        if (!(error instanceof AppError && error.is('RESET_TOKEN_INVALID'))) throw error;
        return redirectTo(c, '/web/sign-in?notice=reset-again');
      }
      removeCookie(c, STEP_COOKIE);
      return redirectTo(c, '/web/sign-in?notice=password-changed');
    }),
);

/**
 * Sends a code if an active account has the address and the limit of e-mails is not used up. The response is the same
 * if no code is sent. A reset token is removed from the cookie.
 * @throws AppError with the codes of `requestPasswordReset`
 */
async function sendCode(c: Context<AppEnv>, address: string): Promise<Response> {
  await requestPasswordReset(c.get('ctx'), { email: address });
  writeJsonCookie(c, STEP_COOKIE, { email: address }, STEP_LIFETIME_SECONDS);
  return redirectTo(c, '/web/reset/code');
}
