/** The change and the verification of the e-mail address. Both are completed with a code by e-mail. */
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

const ADDRESS = '/web/account/address';
const VERIFY = '/web/account/verify';

const addressSchema = z.object({ new_email: email });
const confirmationSchema = z.object({ otp_code: code, current_password: password.optional() });

export const addressPages = newRouter();

addressPages.post(ADDRESS, requirePageSession, validForm(addressSchema, showAccount), (c) =>
  submit(c, showAccount, async () => {
    await requestEmailChange(c.var.ctx, { email: c.req.valid('form').new_email });
    return redirectTo(c, `${ADDRESS}?notice=mailbox-code-sent`);
  }),
);

const showCode: ShowForm = async (c, form, status) => {
  const ctx = c.get('ctx');
  const { account, begunAtMs, begunBy } = await requireSession(ctx);
  if (account.pendingEmail === null) return redirectTo(c, '/web/account#address');
  const isProved = begunBy === 'password' && ctx.nowMs - begunAtMs < RECENT_PROOF_MS;
  const needsPassword = account.passwordHash !== null && !isProved;
  const page = <AddressCodePage form={form} email={account.pendingEmail} needsPassword={needsPassword} />;
  return renderPage(c, 'Enter the code', page, status);
};

addressPages.get(ADDRESS, requirePageSession, (c) => showCode(c, withNotice(c.req.query('notice')), 200));

addressPages.post(`${ADDRESS}/confirm`, requirePageSession, validForm(confirmationSchema, showCode), (c) =>
  submit(c, showCode, async () => {
    const { otp_code: sent, current_password } = c.req.valid('form');
    await confirmEmailChange(c.var.ctx, { code: sent, password: current_password });
    return redirectTo(c, '/web/account?notice=email-changed');
  }),
);

addressPages.post(VERIFY, requirePageSession, (c) =>
  submit(c, showAccount, async () => {
    await requestEmailVerification(c.var.ctx);
    return redirectTo(c, `${VERIFY}?notice=mailbox-code-sent`);
  }),
);

const showVerification: ShowForm = async (c, form, status) => {
  const account = await requireAccess(c.get('ctx'));
  if (account.email === null || account.isVerified) return redirectTo(c, '/web/account#address');
  return renderPage(c, 'Enter the code', <VerificationPage form={form} email={account.email} />, status);
};

addressPages.get(VERIFY, requirePageSession, (c) =>
  showVerification(c, withNotice(c.req.query('notice')), 200),
);

addressPages.post(
  `${VERIFY}/confirm`,
  requirePageSession,
  validForm(z.object({ otp_code: code }), showVerification),
  (c) =>
    submit(c, showVerification, async () => {
      const account = await requireAccess(c.var.ctx);
      const sent = c.req.valid('form').otp_code;
      await confirmEmailVerification(c.var.ctx, { email: account.email ?? '', code: sent });
      return redirectTo(c, '/web/account?notice=email-verified');
    }),
);

function withNotice(name: string | undefined): FormState {
  const message = noticeOf(name);
  return message ? { ...blankForm(), message } : blankForm();
}
