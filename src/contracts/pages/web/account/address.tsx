/**
 * The routes that change and verify the e-mail address. The user completes a change or a verification with a code that
 * is sent by e-mail.
 */
import { confirmEmailChange, requestEmailChange } from '../../../../core/accounts/change-email.ts';
import {
  confirmEmailVerification,
  requestEmailVerification,
} from '../../../../core/accounts/verify-email.ts';
import { requireAccess, requireSession } from '../../../../core/request/access.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { RECENT_PROOF_MS } from '../../../../rules/durations.ts';
import { blankForm, type FormState } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { code, email, password } from '../account-fields.ts';
import { noticeOf } from '../notices.ts';
import { showAccount } from './account.tsx';
import { AddressCodePage, VerificationPage } from './address-pages.tsx';

const ADDRESS_PATH = '/web/account/address';
const VERIFICATION_PATH = '/web/account/verify';

const addressSchema = z.object({ new_email: email });
const confirmationSchema = z.object({ otp_code: code, current_password: password.optional() });

export const addressPages = newRouter();

addressPages.post(ADDRESS_PATH, requirePageSession, validForm(addressSchema, showAccount), (c) =>
  submit(c, showAccount, async () => {
    await requestEmailChange(c.var.ctx, { email: c.req.valid('form').new_email });
    return redirectTo(c, `${ADDRESS_PATH}?notice=mailbox-code-sent`);
  }),
);

/** Shows the form for the code of a change. Redirects to the account page if no change is pending. */
const showCode: ShowForm = async (c, form, status) => {
  const ctx = c.get('ctx');
  const { account, begunAtMs, begunBy } = await requireSession(ctx);
  if (account.pendingEmail === null) return redirectTo(c, '/web/account#address');
  const isRecentlyProved = begunBy === 'password' && ctx.nowMs - begunAtMs < RECENT_PROOF_MS;
  const needsPassword = account.passwordHash !== null && !isRecentlyProved;
  const page = <AddressCodePage form={form} email={account.pendingEmail} needsPassword={needsPassword} />;
  return renderPage(c, 'Enter the code', page, status);
};

addressPages.get(ADDRESS_PATH, requirePageSession, (c) =>
  showCode(c, formWithNotice(c.req.query('notice')), 200),
);

addressPages.post(
  `${ADDRESS_PATH}/confirm`,
  requirePageSession,
  validForm(confirmationSchema, showCode),
  (c) =>
    submit(c, showCode, async () => {
      const { otp_code: sentCode, current_password } = c.req.valid('form');
      const hadAddress = await confirmEmailChange(c.var.ctx, { code: sentCode, password: current_password });
      return redirectTo(c, `/web/account?notice=email-${hadAddress ? 'changed' : 'added'}`);
    }),
);

addressPages.post(VERIFICATION_PATH, requirePageSession, (c) =>
  submit(c, showAccount, async () => {
    await requestEmailVerification(c.var.ctx);
    return redirectTo(c, `${VERIFICATION_PATH}?notice=mailbox-code-sent`);
  }),
);

/**
 * Shows the form for the code of a verification. Redirects to the account page if the account has no address or its
 * address is verified.
 */
const showVerification: ShowForm = async (c, form, status) => {
  const account = await requireAccess(c.get('ctx'));
  if (account.email === null || account.isVerified) return redirectTo(c, '/web/account#address');
  return renderPage(c, 'Enter the code', <VerificationPage form={form} email={account.email} />, status);
};

addressPages.get(VERIFICATION_PATH, requirePageSession, (c) =>
  showVerification(c, formWithNotice(c.req.query('notice')), 200),
);

addressPages.post(
  `${VERIFICATION_PATH}/confirm`,
  requirePageSession,
  validForm(z.object({ otp_code: code }), showVerification),
  (c) =>
    submit(c, showVerification, async () => {
      const account = await requireAccess(c.var.ctx);
      const sentCode = c.req.valid('form').otp_code;
      await confirmEmailVerification(c.var.ctx, { email: account.email ?? '', code: sentCode });
      return redirectTo(c, '/web/account?notice=email-verified');
    }),
);

/** A blank form. If `name` is the name of a notice, the form contains the message of the notice. */
function formWithNotice(name: string | undefined): FormState {
  const message = noticeOf(name);
  return message ? { ...blankForm(), message } : blankForm();
}
